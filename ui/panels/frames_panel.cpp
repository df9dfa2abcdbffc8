#include "ui/panels/frames_panel.h"

#include "ui/models/frame_table_model.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

const QLatin1String filterKey("filter");
/// Letters that a column has room for.
constexpr int timeLetters = 12;
constexpr int sourceLetters = 16;
constexpr int whatLetters = 11;
constexpr int bytesLetters = 8;

} // namespace

FramesPanel::FramesPanel(const PanelContext &context)
    : m_log(context.frames)
    , m_model(new FrameTableModel(QTimeZone::systemTimeZone(), this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit)
    , m_pause(new QCheckBox(tr("Pause")))
    , m_table(new QTableView)
    , m_hint(new QLabel)
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterKeyColumn(-1); // all
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("Only frames with this text"));
    m_filter->setAccessibleName(tr("Filter of the frames"));
    m_filter->setClearButtonEnabled(true);
    m_pause->setToolTip(tr("What is shown stands still; sources go on"));
    m_table->setModel(m_filtered);
    m_table->setAccessibleName(tr("Raw frames"));
    m_table->setFont(numberFont(metrics::textSmall));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + metrics::step);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int letter = m_table->fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {{FrameTableModel::Time, timeLetters},
                                          {FrameTableModel::Source, sourceLetters},
                                          {FrameTableModel::What, whatLetters},
                                          {FrameTableModel::Bytes, bytesLetters}};
    for (const auto &[column, letters] : widths)
        m_table->setColumnWidth(column, letters * letter + 4 * metrics::step);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setProperty("role", QStringLiteral("muted"));

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(2 * metrics::step, metrics::step, 2 * metrics::step, metrics::step);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_pause);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_hint, 1);
    setFocusProxy(m_table);

    auto *copy = new QAction(tr("Copy frame"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    auto *clear = new QAction(tr("Clear"), m_table);
    m_table->addAction(clear);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &FramesPanel::copyRow);
    connect(clear, &QAction::triggered, this, [this] {
        m_model->clear();
        showHint();
    });
    connect(m_filter, &QLineEdit::textChanged, this, &FramesPanel::setFilter);
    connect(m_pause, &QCheckBox::toggled, this, &FramesPanel::badgeChanged);
    if (m_log)
        m_log->watch();
    showHint();
}

FramesPanel::~FramesPanel()
{
    if (m_log)
        m_log->unwatch();
}

QString FramesPanel::badge() const
{
    return m_pause->isChecked() ? tr("Paused") : QString();
}

void FramesPanel::drawFrame(Timestamp)
{
    if (!m_log || m_pause->isChecked())
        return;
    std::vector<recording::LoggedFrame> frames = m_log->since(m_seen);
    if (frames.empty())
        return;
    m_seen = frames.back().number;
    const QScrollBar *bar = m_table->verticalScrollBar();
    const bool follows = bar->value() >= bar->maximum();
    m_model->add(std::move(frames));
    if (follows)
        m_table->scrollToBottom();
    showHint();
}

void FramesPanel::showHint()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_hint->setText(tr("What sources send and are sent appears here as it comes and goes, without secrets."));
    m_hint->setVisible(isEmpty);
    m_table->setVisible(!isEmpty);
}

void FramesPanel::setFilter(const QString &text)
{
    if (m_filter->text() != text)
        m_filter->setText(text);
    m_filtered->setFilterFixedString(text);
}

void FramesPanel::setPaused(bool isPaused)
{
    m_pause->setChecked(isPaused);
}

void FramesPanel::copyRow() const
{
    const QModelIndex row = m_filtered->mapToSource(m_table->currentIndex());
    if (row.isValid())
        QApplication::clipboard()->setText(QString::fromUtf8(m_model->frameAt(row.row()).text));
}

QJsonObject FramesPanel::save() const
{
    QJsonObject state{{QLatin1String("kind"), kind()}};
    if (!m_filter->text().isEmpty())
        state.insert(filterKey, m_filter->text());
    return state;
}

void FramesPanel::restore(const QJsonObject &state)
{
    setFilter(state[filterKey].toString());
}

PanelKind framesKind()
{
    return {QStringLiteral("frames"), FramesPanel::tr("Raw frames"),
            [](const QList<SeriesInfo> &series) { return series.isEmpty() ? Fit::Best : Fit::Impossible; },
            [](const PanelContext &context) { return std::make_unique<FramesPanel>(context); }};
}

} // namespace watchglass::ui
