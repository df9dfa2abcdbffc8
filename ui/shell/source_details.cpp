#include "ui/shell/source_details.h"

#include "ui/dialogs/form_parts.h"
#include "ui/models/source_figures.h"
#include "ui/models/source_history_model.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/theme.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr QSize defaultSize(800, 560);
constexpr int stateColumnPx = 160;
constexpr int sinceColumnPx = 248;
constexpr int lengthColumnPx = 80;

QLabel *plain(const char *role)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setProperty("role", QLatin1String(role));
    return label;
}

} // namespace

SourceDetails::SourceDetails(SourceDirectory &directory, const Clock &clock, const QString &source, QWidget *parent)
    : QDialog(parent)
    , m_directory(directory)
    , m_clock(clock)
    , m_source(source)
    , m_history(new SourceHistoryModel(QTimeZone::systemTimeZone(), this))
    , m_state(plain("heading"))
    , m_text(plain("muted"))
    , m_figures(formLayout())
    , m_table(new QTableView)
    , m_reconnect(new QPushButton(tr("Reconnect now")))
    , m_toggle(new QPushButton)
{
    layOut();
    connect(m_reconnect, &QPushButton::clicked, this, [this] { m_directory.reconnect(m_source); });
    connect(m_toggle, &QPushButton::clicked, this, [this] { m_directory.setEnabled(m_source, !isEnabledSource()); });
    connect(&directory, &SourceDirectory::statusesChanged, this, &SourceDetails::refresh);
    connect(&directory, &SourceDirectory::changed, this, [this] {
        const auto &sources = m_directory.sources();
        const bool isThere = std::any_of(sources.begin(), sources.end(),
                                         [this](const settings::SourceSettings &one) { return one.id == m_source; });
        isThere ? refresh() : reject();
    });
    refresh();
    resize(defaultSize);
}

void SourceDetails::layOut()
{
    m_table->setModel(m_history);
    m_table->setAccessibleName(tr("History of the source"));
    m_table->setItemDelegate(
        new MarkDelegate({.mark = SourceHistoryModel::MarkRole,
                          .faint = SourceHistoryModel::FaintRole,
                          .strong = std::nullopt,
                          .muted = std::nullopt,
                          .numberColumns = {SourceHistoryModel::SinceColumn, SourceHistoryModel::LengthColumn},
                          .mutedColumns = {SourceHistoryModel::LengthColumn}},
                         m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setTabKeyNavigation(false);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->resizeSection(SourceHistoryModel::SinceColumn, sinceColumnPx);
    header->resizeSection(SourceHistoryModel::StateColumn, stateColumnPx);
    header->resizeSection(SourceHistoryModel::LengthColumn, lengthColumnPx);
    m_state->setAccessibleName(tr("State"));
    m_text->setAccessibleName(tr("What it does, or why it does not"));
    m_figures->setVerticalSpacing(metrics::step);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * metrics::step, 5 * metrics::step, 5 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addWidget(m_state);
    layout->addWidget(m_text);
    layout->addLayout(m_figures);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttonRow());
}

QWidget *SourceDetails::buttonRow()
{
    auto *row = new QWidget;
    auto *edit = new QPushButton(tr("Edit…"));
    auto *close = new QPushButton(tr("Close"));
    connect(edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(m_source); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    for (QPushButton *button : {m_reconnect, edit, m_toggle})
        button->setAutoDefault(false);
    close->setDefault(true);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_reconnect);
    layout->addWidget(edit);
    layout->addWidget(m_toggle);
    layout->addStretch();
    layout->addWidget(close);
    return row;
}

bool SourceDetails::isEnabledSource() const
{
    const auto &sources = m_directory.sources();
    return std::any_of(sources.begin(), sources.end(), [this](const settings::SourceSettings &source) {
        return source.id == m_source && source.isEnabled;
    });
}

void SourceDetails::refresh()
{
    const SourceStatus status = m_directory.status(m_source);
    const bool isEnabled = isEnabledSource();
    setWindowTitle(tr("Source %1").arg(status.shownName()));
    m_state->setText(isEnabled ? stateWord(status.state) : tr("Disabled"));
    m_text->setText(status.state.text);
    m_text->setVisible(!status.state.text.isEmpty());
    m_reconnect->setEnabled(isEnabled);
    m_toggle->setText(isEnabled ? tr("Disable") : tr("Enable"));
    showFigures();
    m_history->update(m_directory.history(m_source), m_clock.now());
}

/// Rows are kept and filled anew, so that what somebody reads or selects does not blink.
void SourceDetails::showFigures()
{
    const auto figures = sourceFigures(m_directory.status(m_source), m_directory.history(m_source), m_clock.now());
    while (m_rows.size() > static_cast<qsizetype>(figures.size()))
        m_figures->removeRow(m_rows.takeLast().second);
    while (m_rows.size() < static_cast<qsizetype>(figures.size())) {
        auto *name = plain("muted");
        name->setWordWrap(false);
        auto *value = plain("value");
        value->setFont(numberFont());
        m_figures->addRow(name, value);
        m_rows.append(std::pair(name, value));
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const auto &[name, value] = figures[static_cast<std::size_t>(i)];
        m_rows[i].first->setText(name);
        if (m_rows[i].second->text() != value)
            m_rows[i].second->setText(value);
        m_rows[i].second->setAccessibleName(name);
    }
}

} // namespace watchglass::ui
