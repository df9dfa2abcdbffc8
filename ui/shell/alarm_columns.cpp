#include "ui/shell/alarm_columns.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>
#include <numeric>

namespace watchglass::ui {

namespace {

using Model = AlarmTableModel;
using Letters = std::array<int, Model::ColumnCount>;

/// In digits of the table's heaviest text: priority, state, since, device, title, message, value and limit.
constexpr Letters least{15, 17, 10, 12, 15, 24, 15};
constexpr Letters wish{15, 21, 10, 22, 24, 34, 19};
/// Which has room before another: first and last.
constexpr std::array gains{Model::MessageColumn, Model::TitleColumn, Model::DeviceColumn, Model::ValueColumn,
                           Model::StateColumn};
constexpr std::array losses{Model::StateColumn, Model::ValueColumn, Model::SinceColumn, Model::DeviceColumn};

int sum(const Letters &columns)
{
    return std::accumulate(columns.begin(), columns.end(), 0);
}

} // namespace

Letters fitAlarmColumns(int letters)
{
    Letters columns = least;
    for (const int column : losses) {
        if (sum(columns) > letters)
            columns[static_cast<std::size_t>(column)] = 0;
    }
    int rest = std::max(0, letters - sum(columns));
    for (const int column : gains) {
        const auto at = static_cast<std::size_t>(column);
        const int gain = columns[at] > 0 ? std::min(rest, wish[at] - columns[at]) : 0;
        columns[at] += gain;
        rest -= gain;
    }
    columns[Model::MessageColumn] += rest;
    return columns;
}

AlarmColumns::AlarmColumns(QTableView &table)
    : QObject(&table)
    , m_table(table)
{
    QHeaderView *header = table.horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(Model::MessageColumn, QHeaderView::Stretch);
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *again = new QAction(tr("Columns as there is room"), header);
    header->addAction(again);
    connect(again, &QAction::triggered, this, &AlarmColumns::fitAgain);
    connect(header, &QHeaderView::sectionResized, this,
            [this](int column) { m_isChosen = m_isChosen || (!m_isFitting && column != Model::MessageColumn); });
    table.viewport()->installEventFilter(this);
}

QByteArray AlarmColumns::save() const
{
    return m_isChosen ? m_table.horizontalHeader()->saveState() : QByteArray();
}

void AlarmColumns::restore(const QByteArray &state)
{
    const QScopedValueRollback fitting(m_isFitting, true);
    m_isChosen = !state.isEmpty() && m_table.horizontalHeader()->restoreState(state);
}

bool AlarmColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && !m_isChosen)
        fit();
    return QObject::eventFilter(watched, event);
}

void AlarmColumns::fitAgain()
{
    m_isChosen = false;
    fit();
}

void AlarmColumns::fit()
{
    const QScopedValueRollback fitting(m_isFitting, true);
    QFont heavy = m_table.font();
    heavy.setBold(true);
    const int letterPx = std::max(1, QFontMetrics(heavy).horizontalAdvance(QLatin1Char('0')));
    QHeaderView &header = *m_table.horizontalHeader();
    const Letters columns = fitAlarmColumns(m_table.viewport()->width() / letterPx);
    for (int column = 0; column < Model::ColumnCount; ++column) {
        const int letters = columns[static_cast<std::size_t>(column)];
        header.setSectionHidden(column, letters == 0);
        if (letters > 0 && column != Model::MessageColumn)
            header.resizeSection(column, letters * letterPx);
    }
    // The header puts its own sums off until they are asked for; later they would look like the operator's choice.
    (void)header.length();
}

} // namespace watchglass::ui
