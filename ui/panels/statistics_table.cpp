#include "ui/panels/statistics_table.h"

#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr int rowPx = 22;
constexpr int mostRows = 6;
constexpr int swatchPx = 10;

} // namespace

StatisticsTable::StatisticsTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new StatisticsModel(this))
{
    setModel(m_model);
    setAccessibleName(tr("Statistics of what is in view"));
    setFont(numberFont(metrics::textSmall));
    setIconSize({swatchPx, swatchPx});
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(rowPx);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setMinimumSectionSize(48);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StatisticsTable::setRows(std::vector<StatisticsModel::Row> rows)
{
    const bool isOther = rows.size() != m_model->rows().size();
    m_model->setRows(std::move(rows));
    if (isOther)
        updateGeometry();
}

void StatisticsTable::copy() const
{
    QGuiApplication::clipboard()->setText(m_model->toText());
}

QSize StatisticsTable::sizeHint() const
{
    const int rows = std::clamp(m_model->rowCount(), 1, mostRows);
    return {QTableView::sizeHint().width(), horizontalHeader()->sizeHint().height() + rows * rowPx};
}

QSize StatisticsTable::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void StatisticsTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QTableView::keyPressEvent(event);
}

} // namespace watchglass::ui
