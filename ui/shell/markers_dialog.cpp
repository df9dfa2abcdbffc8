#include "ui/shell/markers_dialog.h"

#include "ui/dialogs/form_parts.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr QSize firstSize(1000, 400);
constexpr int timeColumnPx = 232;
constexpr int lengthColumnPx = 96;
constexpr int sessionColumnPx = 160;

QPushButton *button(const QString &text)
{
    auto *made = new QPushButton(text);
    made->setAutoDefault(false);
    return made;
}

} // namespace

MarkersDialog::MarkersDialog(QTimeZone zone, QWidget *parent)
    : QDialog(parent)
    , m_model(new MarkerListModel(std::move(zone), this))
    , m_found(new QSortFilterProxyModel(this))
    , m_table(new QTableView)
    , m_search(new QLineEdit)
    , m_note(smallText())
    , m_go(button(tr("&Go there")))
    , m_add(button(tr("&Add…")))
    , m_edit(button(tr("&Edit…")))
    , m_remove(button(tr("&Delete")))
    , m_undo(button(tr("&Undo")))
{
    setWindowTitle(tr("Markers and annotations"));
    m_found->setSourceModel(m_model);
    m_found->setFilterKeyColumn(-1);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    layOut();
    connectParts();
    setRemoved({});
    follow();
    m_table->setFocus(); // arrows and Enter go from one to the next at once
    resize(firstSize);
}

void MarkersDialog::layOut()
{
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in markers and annotations"));
    m_search->setClearButtonEnabled(true);
    m_table->setModel(m_found);
    m_table->setAccessibleName(windowTitle());
    m_table->setItemDelegate(
        new MarkDelegate({.mark = MarkerListModel::MarkRole,
                          .faint = MarkerListModel::FaintRole,
                          .strong = std::nullopt,
                          .muted = std::nullopt,
                          .numberColumns = {MarkerListModel::TimeColumn, MarkerListModel::LengthColumn},
                          .mutedColumns = {MarkerListModel::TimeColumn, MarkerListModel::SessionColumn}},
                         m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed); // a double click goes there
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->installEventFilter(this);
    m_table->verticalHeader()->hide();
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(MarkerListModel::TextColumn, QHeaderView::Stretch);
    header->resizeSection(MarkerListModel::TimeColumn, timeColumnPx);
    header->resizeSection(MarkerListModel::LengthColumn, lengthColumnPx);
    header->resizeSection(MarkerListModel::SessionColumn, sessionColumnPx);

    auto *list = new QVBoxLayout;
    list->setSpacing(2 * metrics::step);
    list->addWidget(m_search);
    list->addWidget(m_table, 1);
    list->addWidget(m_note);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4 * metrics::step, 4 * metrics::step, 4 * metrics::step, 4 * metrics::step);
    layout->setSpacing(4 * metrics::step);
    layout->addLayout(list, 1);
    layout->addWidget(buttonColumn());
}

QWidget *MarkersDialog::buttonColumn()
{
    auto *column = new QWidget;
    QPushButton *done = button(tr("Close"));
    connect(done, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_go);
    layout->addSpacing(3 * metrics::step);
    for (QPushButton *one : {m_add, m_edit, m_remove, m_undo})
        layout->addWidget(one);
    layout->addStretch();
    layout->addWidget(done);
    return column;
}

void MarkersDialog::connectParts()
{
    const auto withCurrent = [this](auto signal) {
        return [this, signal] {
            if (const MarkerRow *row = current())
                Q_EMIT(this->*signal)(MarkerRow(*row));
        };
    };
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_found->setFilterFixedString(text);
        if (!current() && m_found->rowCount() > 0)
            select(0);
        follow();
    });
    connect(m_search, &QLineEdit::returnPressed, m_table, [this] { m_table->setFocus(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &MarkersDialog::follow);
    connect(m_table, &QTableView::doubleClicked, this, withCurrent(&MarkersDialog::goRequested));
    connect(m_go, &QPushButton::clicked, this, withCurrent(&MarkersDialog::goRequested));
    connect(m_add, &QPushButton::clicked, this, &MarkersDialog::addRequested);
    connect(m_edit, &QPushButton::clicked, this, withCurrent(&MarkersDialog::editRequested));
    connect(m_remove, &QPushButton::clicked, this, withCurrent(&MarkersDialog::removeRequested));
    connect(m_undo, &QPushButton::clicked, this, &MarkersDialog::undoRequested);
    // The list changes because of this; not while the field that was typed in is still there.
    connect(m_model, &MarkerListModel::textChosen, this, &MarkersDialog::textChosen, Qt::QueuedConnection);
    const auto addKey = [this](QPushButton *order, const QKeySequence &keys, QWidget *where) {
        auto *action = new QAction(where);
        action->setShortcut(keys);
        action->setShortcutContext(where == this ? Qt::WindowShortcut : Qt::WidgetShortcut);
        where->addAction(action);
        connect(action, &QAction::triggered, order, &QPushButton::click);
    };
    addKey(m_remove, QKeySequence::Delete, m_table);
    addKey(m_undo, QKeySequence::Undo, m_table);
    addKey(m_add, QKeySequence(Qt::Key_Insert), m_table);
}

/// Enter goes there: the view itself would say so on some systems only.
bool MarkersDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_go->click();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void MarkersDialog::setMarkers(std::vector<MarkerRow> rows)
{
    std::optional<MarkerRow> before;
    if (const MarkerRow *row = current())
        before = *row;
    const int line = m_table->currentIndex().row();
    m_model->setRows(std::move(rows));
    const int count = m_found->rowCount();
    int chosen = std::clamp(line, 0, std::max(count - 1, 0));
    for (int i = 0; before && i < count; ++i) {
        if (isSame(*m_model->at(m_found->mapToSource(m_found->index(i, 0))), *before))
            chosen = i;
    }
    if (count > 0)
        select(chosen);
    follow();
}

void MarkersDialog::select(int row)
{
    m_table->setCurrentIndex(m_found->index(row, MarkerListModel::TextColumn));
}

const MarkerRow *MarkersDialog::current() const
{
    return m_model->at(m_found->mapToSource(m_table->currentIndex()));
}

void MarkersDialog::follow()
{
    for (QPushButton *one : {m_go, m_edit, m_remove})
        one->setEnabled(current() != nullptr);
    if (m_model->rowCount() == 0)
        m_note->setText(tr("Nothing was remarked yet. Add a marker where the playhead stands."));
    else
        m_note->clear();
}

void MarkersDialog::setRemoved(const QString &text)
{
    m_undo->setEnabled(!text.isEmpty());
    m_undo->setToolTip(text.isEmpty() ? QString() : tr("Brings back \"%1\"").arg(text));
}

void MarkersDialog::showProblem(const QString &text)
{
    m_note->setText(text);
}

} // namespace watchglass::ui
