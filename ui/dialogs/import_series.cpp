#include "ui/dialogs/import_series.h"

#include "core/format/value_format.h"

#include <QHeaderView>

namespace watchglass::ui {

namespace {

QString valueText(const SeriesInfo &info, const std::optional<Sample> &sample)
{
    if (!sample)
        return format::none();
    return info.states.isEmpty() ? format::value(sample->value, info.unit)
                                 : info.states.value(static_cast<qsizetype>(sample->value));
}

} // namespace

ImportSeries::ImportSeries(QWidget *parent)
    : QTableWidget(parent)
{
    setAccessibleName(tr("Series"));
    setColumnCount(4);
    setHorizontalHeaderLabels({tr("Series"), tr("Samples"), tr("First value"), tr("Last value")});
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    verticalHeader()->hide();
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
}

void ImportSeries::setSeries(const std::vector<exchange::TrialSeries> &series)
{
    setRowCount(static_cast<int>(series.size()));
    int row = 0;
    for (const exchange::TrialSeries &one : series) {
        const QStringList cells{one.info.key.toString(), format::count(static_cast<std::uint64_t>(one.samples)),
                                valueText(one.info, one.first), valueText(one.info, one.last)};
        for (int column = 0; column < cells.size(); ++column)
            setItem(row, column, new QTableWidgetItem(cells[column]));
        ++row;
    }
}

} // namespace watchglass::ui
