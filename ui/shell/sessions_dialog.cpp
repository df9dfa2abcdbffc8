#include "ui/shell/sessions_dialog.h"

#include "core/format/offset_text.h"
#include "ui/dialogs/form_parts.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

constexpr QSize firstSize(880, 440);
constexpr int beginColumnPx = 232;
constexpr int lengthColumnPx = 104;
constexpr int offsetColumnPx = 144;

QPushButton *button(const QString &text)
{
    auto *made = new QPushButton(text);
    made->setAutoDefault(false);
    return made;
}

} // namespace

SessionsDialog::SessionsDialog(QTimeZone zone, QWidget *parent)
    : QDialog(parent)
    , m_model(new SessionListModel(std::move(zone), this))
    , m_table(new QTableView)
    , m_reference(new QComboBox)
    , m_begins(button(tr("Align &begins")))
    , m_markers(button(tr("Align by &marker")))
    , m_series(new QComboBox)
    , m_within(new QComboBox)
    , m_search(button({}))
    , m_outcome(smallText())
    , m_apply(button(tr("&Take this offset")))
    , m_edit(button(tr("Edit &offset")))
    , m_reset(button(tr("&Reset to 0")))
    , m_close(button(tr("&Close this one")))
{
    setWindowTitle(tr("Recordings that are open"));
    layOut();
    connectParts();
    setSearching(false);
    follow();
    resize(firstSize);
}

void SessionsDialog::layOut()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(windowTitle());
    m_table->setItemDelegate(
        new MarkDelegate({.mark = SessionListModel::MarkRole,
                          .faint = SessionListModel::FaintRole,
                          .strong = std::nullopt,
                          .muted = std::nullopt,
                          .numberColumns = {SessionListModel::BeginColumn, SessionListModel::LengthColumn,
                                            SessionListModel::OffsetColumn},
                          .mutedColumns = {SessionListModel::BeginColumn}},
                         m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(SessionListModel::NameColumn, QHeaderView::Stretch);
    header->resizeSection(SessionListModel::BeginColumn, beginColumnPx);
    header->resizeSection(SessionListModel::LengthColumn, lengthColumnPx);
    header->resizeSection(SessionListModel::OffsetColumn, offsetColumnPx);

    auto *list = new QVBoxLayout;
    list->setSpacing(3 * metrics::step);
    list->addWidget(m_table, 1);
    list->addWidget(alignCard());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4 * metrics::step, 4 * metrics::step, 4 * metrics::step, 4 * metrics::step);
    layout->setSpacing(4 * metrics::step);
    layout->addLayout(list, 1);
    layout->addWidget(buttonColumn());
}

QWidget *SessionsDialog::alignCard()
{
    m_card = new QWidget;
    m_reference->setAccessibleName(tr("Align the chosen recording with"));
    m_series->setAccessibleName(tr("Series to align by"));
    m_series->setEditable(true);
    m_series->setInsertPolicy(QComboBox::NoInsert);
    m_series->lineEdit()->setPlaceholderText(tr("A series that both have"));
    m_series->completer()->setFilterMode(Qt::MatchContains);
    m_series->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_series->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_within->setAccessibleName(tr("How far to look"));
    m_within->setToolTip(tr("How far to look to both sides of where it stands"));
    for (const auto &[text, shift] : std::initializer_list<std::pair<QString, std::chrono::seconds>>{
             {tr("within 10 s"), std::chrono::seconds(10)},
             {tr("within 1 min"), std::chrono::minutes(1)},
             {tr("within 10 min"), std::chrono::minutes(10)},
             {tr("within 1 h"), std::chrono::hours(1)}})
        m_within->addItem(text, static_cast<qint64>(shift.count()));
    m_within->setCurrentIndex(1);
    auto *ways = new QHBoxLayout;
    ways->setSpacing(2 * metrics::step);
    ways->addWidget(m_begins);
    ways->addWidget(m_markers);
    ways->addStretch();
    auto *bySeries = new QHBoxLayout;
    bySeries->setSpacing(2 * metrics::step);
    bySeries->addWidget(m_series, 1);
    bySeries->addWidget(m_within);
    bySeries->addWidget(m_search);
    auto *outcome = new QHBoxLayout;
    outcome->setSpacing(2 * metrics::step);
    outcome->addWidget(m_outcome, 1);
    outcome->addWidget(m_apply);
    QFormLayout *form = formLayout();
    addField(form, tr("Align &with"), m_reference);
    form->addRow(QString(), ways);
    form->addRow(tr("By a series"), bySeries);
    form->addRow(QString(), outcome);
    m_card->setLayout(form);
    return m_card;
}

QWidget *SessionsDialog::buttonColumn()
{
    auto *column = new QWidget;
    auto *done = new QPushButton(tr("Done"));
    done->setDefault(true);
    connect(done, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    for (QPushButton *one : {m_edit, m_reset})
        layout->addWidget(one);
    layout->addSpacing(3 * metrics::step);
    layout->addWidget(m_close);
    layout->addStretch();
    layout->addWidget(done);
    return column;
}

void SessionsDialog::connectParts()
{
    const auto withPair = [this](auto signal) {
        return [this, signal] {
            if (current() && reference())
                Q_EMIT(this->*signal)(*current(), *reference());
        };
    };
    connect(m_model, &SessionListModel::offsetChosen, this, &SessionsDialog::offsetChosen);
    connect(m_model, &SessionListModel::offsetRefused, this, [this](const QString &text) {
        showProblem(tr("\"%1\" is no offset. Write +1.25 s, -500 ms or 0:01:00.").arg(text));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        listReferences();
        follow();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &SessionsDialog::follow);
    connect(m_reference, &QComboBox::currentIndexChanged, this, &SessionsDialog::follow);
    connect(m_begins, &QPushButton::clicked, this, withPair(&SessionsDialog::beginsRequested));
    connect(m_markers, &QPushButton::clicked, this, withPair(&SessionsDialog::markersRequested));
    connect(m_series, &QComboBox::editTextChanged, this, [this] { setSearching(m_isSearching); });
    connect(m_search, &QPushButton::clicked, this, &SessionsDialog::search);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (m_found && current())
            Q_EMIT offsetChosen(*current(), *m_found);
    });
    auto *edit = new QAction(tr("Edit offset"), m_table);
    edit->setShortcut(Qt::Key_F2);
    edit->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(edit);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(edit, &QAction::triggered, m_edit, &QPushButton::click);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        const QModelIndex index = m_table->currentIndex();
        if (index.isValid())
            m_table->edit(index.siblingAtColumn(SessionListModel::OffsetColumn));
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (current())
            Q_EMIT offsetChosen(*current(), Duration::zero());
    });
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (current())
            Q_EMIT closeRequested(*current());
    });
}

void SessionsDialog::setSessions(std::vector<SessionRow> rows)
{
    const auto before = current();
    m_model->setRows(std::move(rows));
    forgetFound();
    const auto &all = m_model->rows();
    // The one that was opened last is the one to be moved to the others.
    if (!current() && !all.empty())
        select(before ? *before : all.back().session);
    if (!current() && !all.empty())
        select(all.back().session);
    listReferences();
    follow();
}

void SessionsDialog::select(int session)
{
    const auto &rows = m_model->rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].session == session)
            m_table->setCurrentIndex(m_model->index(static_cast<int>(i), SessionListModel::NameColumn));
    }
}

std::optional<int> SessionsDialog::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? std::optional(m_model->rows()[static_cast<std::size_t>(index.row())].session)
                           : std::nullopt;
}

std::optional<int> SessionsDialog::reference() const
{
    const QVariant chosen = m_reference->currentData();
    return chosen.isValid() ? std::optional(chosen.toInt()) : std::nullopt;
}

/// All but the chosen one; the one that was chosen before stays so.
void SessionsDialog::listReferences()
{
    const QSignalBlocker quiet(m_reference);
    const auto before = reference();
    m_reference->clear();
    for (const SessionRow &row : m_model->rows()) {
        if (row.session != current())
            m_reference->addItem(row.name, row.session);
    }
    if (const int index = before ? m_reference->findData(*before) : -1; index >= 0)
        m_reference->setCurrentIndex(index);
}

void SessionsDialog::follow()
{
    for (QPushButton *one : {m_edit, m_reset, m_close})
        one->setEnabled(current().has_value());
    const bool isPair = current() && reference();
    m_card->setEnabled(isPair);
    const auto pair = isPair ? std::optional(std::pair(*current(), *reference())) : std::nullopt;
    if (!pair)
        showProblem(tr("Open a second recording to align the two."));
    if (m_pair == pair)
        return;
    m_pair = pair;
    forgetFound();
    if (pair)
        Q_EMIT pairChosen(pair->first, pair->second);
}

void SessionsDialog::setSharedSeries(const QStringList &names, int chosen)
{
    m_series->clear();
    m_series->addItems(names);
    m_series->setCurrentIndex(names.isEmpty() ? -1 : chosen);
    if (names.isEmpty())
        showProblem(tr("The two have no series in common to align them by."));
    setSearching(m_isSearching);
}

void SessionsDialog::setSearching(bool isSearching)
{
    m_isSearching = isSearching;
    m_search->setText(isSearching ? tr("Stop") : tr("&Find offset"));
    m_search->setEnabled(isSearching || m_series->findText(m_series->currentText(), Qt::MatchExactly) >= 0);
    if (isSearching)
        m_outcome->setText(tr("Looking where the two fit best …"));
}

void SessionsDialog::search()
{
    if (m_isSearching) {
        forgetFound();
        return Q_EMIT searchGivenUp();
    }
    forgetFound();
    if (current() && reference())
        Q_EMIT seriesRequested(*current(), *reference(), m_series->currentText(),
                               std::chrono::seconds(m_within->currentData().toLongLong()));
}

void SessionsDialog::showFound(Duration offset, double correlation)
{
    m_found = offset;
    m_outcome->setText(
        tr("Found: %1, correlation %2").arg(format::offsetText(offset), locale().toString(correlation, 'f', 3)));
    m_apply->show();
    m_apply->setFocus();
}

void SessionsDialog::showProblem(const QString &text)
{
    forgetFound();
    m_outcome->setText(text);
}

void SessionsDialog::forgetFound()
{
    m_found.reset();
    m_apply->hide();
    m_outcome->clear();
}

} // namespace watchglass::ui
