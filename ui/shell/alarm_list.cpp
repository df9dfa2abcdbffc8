#include "ui/shell/alarm_list.h"

#include "ui/models/alarm_table_model.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <numeric>

namespace watchglass::ui {

namespace {

constexpr int columnWidthsPx[] = {112, 124, 88, 152, 184, 320, 112};

bool canAcknowledge(const QModelIndex &row)
{
    return row.data(AlarmTableModel::UnacknowledgedRole).toBool() && row.data(AlarmTableModel::ActionableRole).toBool();
}

bool canResolve(const QModelIndex &row)
{
    return !row.data(AlarmTableModel::OverRole).toBool() && row.data(AlarmTableModel::ActionableRole).toBool();
}

} // namespace

AlarmList::AlarmList(AlarmTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new QTableView)
    , m_room(new QSpacerItem(0, 0, QSizePolicy::Fixed, QSizePolicy::Minimum))
    , m_summary(new QLabel)
    , m_hint(new QLabel(tr("No alarms."), m_table))
    , m_acknowledge(new QPushButton(tr("Acknowledge")))
    , m_resolve(new QPushButton(tr("Resolve")))
{
    setProperty("role", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    m_sorted->setSourceModel(&model);
    m_sorted->setSortRole(AlarmTableModel::SortRole);
    m_sorted->sort(AlarmTableModel::PriorityColumn);

    m_table->setModel(m_sorted);
    m_table->setItemDelegate(
        new MarkDelegate({.mark = AlarmTableModel::MarkRole,
                          .faint = AlarmTableModel::OverRole,
                          .strong = AlarmTableModel::UnacknowledgedRole,
                          .muted = std::nullopt,
                          .numberColumns = {AlarmTableModel::SinceColumn, AlarmTableModel::ValueColumn},
                          .mutedColumns = {AlarmTableModel::StateColumn, AlarmTableModel::MessageColumn}},
                         m_table));
    m_table->setAccessibleName(tr("Alarms"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(AlarmTableModel::PriorityColumn, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setCornerButtonEnabled(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(6 * metrics::step);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(false);
    for (int column = 0; column < AlarmTableModel::ColumnCount; ++column)
        m_table->horizontalHeader()->resizeSection(column, columnWidthsPx[column]);
    m_table->horizontalHeader()->setSectionResizeMode(AlarmTableModel::MessageColumn, QHeaderView::Stretch);

    m_summary->setProperty("role", QStringLiteral("muted"));
    m_hint->setProperty("role", QStringLiteral("muted"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_acknowledge->setToolTip(tr("Tell the service that the selected alarms were seen (A)"));
    m_resolve->setToolTip(tr("Tell the service that the selected alarms are over"));

    auto *head = new QHBoxLayout;
    head->setContentsMargins(3 * metrics::step, metrics::step, 2 * metrics::step, metrics::step);
    head->setSpacing(2 * metrics::step);
    head->addItem(m_room);
    head->addWidget(m_summary, 1);
    head->addWidget(m_acknowledge);
    head->addWidget(m_resolve);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_table);

    connect(m_acknowledge, &QPushButton::clicked, this, &AlarmList::acknowledgeSelected);
    connect(m_resolve, &QPushButton::clicked, this, &AlarmList::resolveSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AlarmList::updateButtons);
    refresh();
}

void AlarmList::refresh()
{
    if (!m_model.sync() && !m_summary->text().isEmpty())
        return;
    const ingest::AlarmCounts counts = m_model.counts();
    tellUrgency();
    m_summary->setText(tr("%1 unacknowledged · %2 acknowledged · %3 resolved")
                           .arg(m_unacknowledged)
                           .arg(counts.acknowledged)
                           .arg(counts.resolved));
    updateButtons();
    placeHint();
}

void AlarmList::setLeadingRoom(int widthPx)
{
    m_room->changeSize(widthPx, 0, QSizePolicy::Fixed, QSizePolicy::Minimum);
    layout()->invalidate();
}

void AlarmList::tellUrgency()
{
    const auto counts = m_model.counts().unacknowledged;
    const std::size_t all = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    static constexpr std::array marks{Mark::Information, Mark::Warning, Mark::Critical};
    Mark mark = Mark::None;
    for (std::size_t priority = 0; priority < counts.size(); ++priority)
        mark = counts[priority] > 0 ? marks[priority] : mark;
    const bool isNew = all != m_unacknowledged || mark != m_mark;
    m_unacknowledged = all;
    m_mark = mark;
    if (isNew)
        Q_EMIT urgencyChanged();
}

void AlarmList::acknowledgeSelected()
{
    for (const QModelIndex &row : selectedRows()) {
        if (canAcknowledge(row))
            Q_EMIT acknowledgeRequested(row.data(AlarmTableModel::SourceRole).toString(),
                                        row.data(AlarmTableModel::IdRole).toString());
    }
}

void AlarmList::resolveSelected()
{
    for (const QModelIndex &row : selectedRows()) {
        if (canResolve(row))
            Q_EMIT resolveRequested(row.data(AlarmTableModel::SourceRole).toString(),
                                    row.data(AlarmTableModel::IdRole).toString());
    }
}

QByteArray AlarmList::saveColumns() const
{
    return m_table->horizontalHeader()->saveState();
}

void AlarmList::restoreColumns(const QByteArray &state)
{
    m_table->horizontalHeader()->restoreState(state);
}

void AlarmList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeHint();
}

QList<QModelIndex> AlarmList::selectedRows() const
{
    return m_table->selectionModel()->selectedRows();
}

void AlarmList::updateButtons()
{
    const QList<QModelIndex> rows = selectedRows();
    m_acknowledge->setEnabled(std::any_of(rows.begin(), rows.end(), canAcknowledge));
    m_resolve->setEnabled(std::any_of(rows.begin(), rows.end(), canResolve));
}

void AlarmList::placeHint()
{
    m_hint->setVisible(m_sorted->rowCount() == 0);
    m_hint->setGeometry(m_table->rect());
}

} // namespace watchglass::ui
