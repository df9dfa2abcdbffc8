#include "ui/panels/plot_menu.h"

#include "ui/panels/export_dialog.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/range_dialog.h"
#include "ui/panels/zone_dialog.h"
#include "ui/plot/axis_plan.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

namespace watchglass::ui {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::PlotMenu)
};

QAction *addCheck(QMenu &menu, const QString &text, bool isOn, PlotPanel &panel, auto toggled)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(isOn);
    QObject::connect(action, &QAction::triggered, &panel, toggled);
    return action;
}

void addTimeActions(QMenu &menu, PlotPanel &panel)
{
    menu.addAction(Texts::tr("Fit\tM"), &panel, &PlotPanel::fit);
    if (panel.window().isLive())
        menu.addAction(Texts::tr("Pause\tSpace"), &panel, &PlotPanel::togglePause);
    else
        menu.addAction(Texts::tr("Go live\tEnd"), &panel, &PlotPanel::goLive);
    menu.addAction(Texts::tr("First sample\tHome"), &panel, &PlotPanel::goToStart);
    menu.addAction(Texts::tr("Back\tBackspace"), &panel, &PlotPanel::goBack)->setEnabled(panel.window().canGoBack());
    menu.addAction(Texts::tr("Forward\tShift+Backspace"), &panel, &PlotPanel::goForward)
        ->setEnabled(panel.window().canGoForward());
    menu.addSeparator();
    if (panel.canBeLinked())
        addCheck(menu, Texts::tr("Time linked with the workspace"), panel.isLinked(), panel,
                 [&panel](bool isOn) { panel.setLinked(isOn); });
    menu.addAction(Texts::tr("Second cursor here\tD"), &panel, &PlotPanel::setMarkHere);
    menu.addAction(Texts::tr("Remove the second cursor\tEsc"), &panel, [&panel] { panel.setMark(std::nullopt); })
        ->setEnabled(panel.mark().has_value());
    addCheck(menu, Texts::tr("Statistics of what is in view"), panel.hasStatistics(), panel,
             [&panel](bool isOn) { panel.setStatisticsShown(isOn); });
    fillTimesMenu(*menu.addMenu(Texts::tr("Times")), panel);
}

void openRange(PlotPanel &panel, int axis)
{
    auto *dialog = new RangeDialog(panel.values(axis), &panel);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &panel,
                     [dialog, &panel, axis] { panel.setValues(axis, dialog->span()); });
    dialog->open();
}

void openExport(PlotPanel &panel)
{
    auto *dialog = new ExportDialog(panel, &panel);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

void fillTimesMenu(QMenu &menu, PlotPanel &panel)
{
    const TimeReading &reading = panel.timeReading();
    const auto add = [&](const QString &text, const QTimeZone &zone) {
        addCheck(menu, text, !reading.isElapsed && reading.zone == zone, panel, [&panel, zone] {
            panel.setTimeReading({zone, false, {}});
        });
    };
    add(Texts::tr("Local time"), QTimeZone::systemTimeZone());
    add(Texts::tr("UTC"), QTimeZone::utc());
    if (reading.zone != QTimeZone::utc() && reading.zone != QTimeZone::systemTimeZone())
        add(QString::fromUtf8(reading.zone.id()), reading.zone);
    menu.addAction(Texts::tr("Another zone…"), &panel, [&panel] {
        auto *dialog = new ZoneDialog(panel.timeReading().zone, &panel);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &QDialog::accepted, &panel, [dialog, &panel] {
            panel.setTimeReading({dialog->zone(), false, {}});
        });
        dialog->open();
    });
    menu.addSeparator();
    addCheck(menu, Texts::tr("Elapsed, since the second cursor or the start"), reading.isElapsed, panel,
             [&panel](bool isOn) {
                 panel.setTimeReading({panel.timeReading().zone, isOn, {}});
             });
}

void fillAxisMenu(QMenu &menu, PlotPanel &panel, int axis)
{
    addCheck(menu, Texts::tr("Automatic"), panel.values(axis).isAutomatic(), panel, [&panel, axis](bool isOn) {
        const ValueSpan &span = panel.values(axis);
        panel.setValues(axis, isOn ? std::nullopt : std::optional(std::pair(span.low(), span.high())));
    });
    addCheck(menu, Texts::tr("Logarithmic\tL"), panel.values(axis).isLog(), panel,
             [&panel, axis](bool isOn) { panel.setLog(axis, isOn); });
    menu.addAction(Texts::tr("Range…"), &panel, [&panel, axis] { openRange(panel, axis); });
}

void fillPlotMenu(QMenu &menu, PlotPanel &panel)
{
    addTimeActions(menu, panel);
    if (panel.traces().isEmpty())
        return;
    menu.addSeparator();
    QMenu *axes = menu.addMenu(Texts::tr("Value axes"));
    for (int axis = 0; axis < panel.axisCount(); ++axis) {
        const QString unit = panel.traces().captionOf(axis);
        const QString name = axisName(axis);
        fillAxisMenu(*axes->addMenu(unit.isEmpty() ? name : Texts::tr("%1 · %2").arg(name, unit)), panel, axis);
    }
    QMenu *series = menu.addMenu(Texts::tr("Series"));
    for (const auto &trace : panel.traces().all())
        fillSeriesMenu(*series->addMenu(panel.traces().nameOf(trace->key())), panel, trace->key());
    menu.addSeparator();
    menu.addAction(Texts::tr("Export…"), &panel, [&panel] { openExport(panel); });
    menu.addAction(Texts::tr("Copy picture\tCtrl+C"), &panel, &PlotPanel::copyPicture);
    menu.addAction(Texts::tr("Copy values\tCtrl+Shift+C"), &panel, &PlotPanel::copyValues);
}

} // namespace watchglass::ui
