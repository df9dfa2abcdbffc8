#include "ui/shell/plot_commands.h"

#include "ui/desk/workspaces.h"
#include "ui/panels/export_dialog.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/command_registry.h"

#include <QAction>
#include <QCoreApplication>

#include <algorithm>

namespace watchglass::ui {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::PlotCommands)
};

std::vector<PlotPanel *> plotsOf(const Desk &desk)
{
    std::vector<PlotPanel *> plots;
    for (Panel *panel : desk.panels()) {
        if (auto *plot = qobject_cast<PlotPanel *>(panel))
            plots.push_back(plot);
    }
    return plots;
}

/// All plots follow each other, or if they do, each goes on by itself.
void toggleLinks(const Desk &desk)
{
    const auto plots = plotsOf(desk);
    const bool areLinked = std::all_of(plots.begin(), plots.end(), [](const auto *plot) { return plot->isLinked(); });
    for (PlotPanel *plot : plots)
        plot->setLinked(!areLinked);
}

} // namespace

void addPlotCommands(CommandRegistry &commands, Workspaces &workspaces, std::function<void()> derive)
{
    const QString menu = Texts::tr("Plot");
    const auto add = [&](const char *id, const QString &text, auto order) {
        commands.add({QString::fromLatin1(id), menu, text, {}, [&workspaces, order] {
                          if (auto *plot = qobject_cast<PlotPanel *>(workspaces.current().currentPanel()))
                              order(*plot);
                      }});
    };
    add("plot.pause", Texts::tr("Pause or go on"), [](PlotPanel &plot) { plot.togglePause(); });
    add("plot.live", Texts::tr("Go live"), [](PlotPanel &plot) { plot.goLive(); });
    add("plot.start", Texts::tr("Go to the first sample"), [](PlotPanel &plot) { plot.goToStart(); });
    add("plot.fit", Texts::tr("Fit"), [](PlotPanel &plot) { plot.fit(); });
    add("plot.back", Texts::tr("Zoom back"), [](PlotPanel &plot) { plot.goBack(); });
    add("plot.forward", Texts::tr("Zoom forward"), [](PlotPanel &plot) { plot.goForward(); });
    add("plot.log", Texts::tr("Logarithmic value axes"), [](PlotPanel &plot) { plot.toggleLog(); });
    add("plot.mark", Texts::tr("Second cursor here"), [](PlotPanel &plot) { plot.setMarkHere(); });
    add("plot.statistics", Texts::tr("Statistics of what is in view"),
        [](PlotPanel &plot) { plot.setStatisticsShown(!plot.hasStatistics()); });
    add("plot.link", Texts::tr("Link time with the workspace"),
        [](PlotPanel &plot) { plot.setLinked(!plot.isLinked()); });
    commands.add({QStringLiteral("plot.linkAll"), menu, Texts::tr("Link the time of all plots"), {}, [&workspaces] {
                      toggleLinks(workspaces.current());
                  }});
    add("plot.copyPicture", Texts::tr("Copy picture"), [](PlotPanel &plot) { plot.copyPicture(); });
    add("plot.copyValues", Texts::tr("Copy values"), [](PlotPanel &plot) { plot.copyValues(); });
    commands.add(
        {QStringLiteral("plot.export"), menu, Texts::tr("Export…"), QKeySequence(Qt::CTRL | Qt::Key_E), [&workspaces] {
             auto *plot = qobject_cast<PlotPanel *>(workspaces.current().currentPanel());
             if (!plot)
                 return;
             auto *dialog = new ExportDialog(*plot, plot);
             dialog->setAttribute(Qt::WA_DeleteOnClose);
             dialog->open();
         }});
    commands.add({QStringLiteral("plot.derive"), menu, Texts::tr("Derived series…"), QKeySequence(Qt::CTRL | Qt::Key_D),
                  std::move(derive)});
}

} // namespace watchglass::ui
