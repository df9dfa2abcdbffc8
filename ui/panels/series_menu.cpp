// The menu of one series of a plot: how it is drawn, and on which axis.

#include "ui/panels/plot_menu.h"
#include "ui/panels/plot_panel.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QIcon>
#include <QMenu>
#include <QPainter>
#include <QPixmap>

#include <functional>

namespace watchglass::ui {
namespace {

constexpr int swatchPx = 12;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::SeriesMenu)
};

/// Choices of which one holds.
class Choices
{
public:
    Choices(QMenu &menu, PlotPanel &panel)
        : m_menu(menu)
        , m_panel(panel)
        , m_group(new QActionGroup(&menu))
    {}

    QAction *add(const QString &text, bool isChosen, std::function<void()> choose)
    {
        QAction *action = m_menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(isChosen);
        m_group->addAction(action);
        QObject::connect(action, &QAction::triggered, &m_panel, std::move(choose));
        return action;
    }

private:
    QMenu &m_menu;
    PlotPanel &m_panel;
    QActionGroup *m_group;
};

/// What sets one part of a series' look to a value.
template <typename T>
auto changed(PlotPanel &panel, const SeriesKey &key, T TraceLook::*part, T value)
{
    return [&panel, key, part, value] {
        const PlotTrace *trace = panel.traces().find(key);
        if (!trace)
            return;
        TraceLook look = trace->look();
        look.*part = value;
        panel.setLook(key, look);
    };
}

void addColours(QMenu &menu, PlotPanel &panel, const SeriesKey &key)
{
    Choices choices(menu, panel);
    const auto &palette = currentTheme().series;
    const int count = static_cast<int>(palette.size());
    for (int i = 0; i < count; ++i) {
        QPixmap swatch(swatchPx, swatchPx);
        swatch.fill(palette[static_cast<std::size_t>(i)]);
        choices
            .add(Texts::tr("Colour %1").arg(i + 1), panel.colourOf(key) % count == i,
                 [&panel, key, i] { panel.chooseColour(key, i); })
            ->setIcon(QIcon(swatch));
    }
}

void addLines(QMenu &menu, PlotPanel &panel, const SeriesKey &key, const TraceLook &look)
{
    using Lines = std::optional<Interpolation>;
    Choices lines(menu, panel);
    const auto addLine = [&](const QString &text, Lines value) {
        lines.add(text, look.interpolation == value, changed(panel, key, &TraceLook::interpolation, value));
    };
    addLine(Texts::tr("As the series says"), std::nullopt);
    addLine(Texts::tr("Straight lines between samples"), Interpolation::Linear);
    addLine(Texts::tr("Held until the next sample"), Interpolation::HoldLast);
    menu.addSeparator();
    Choices points(menu, panel);
    using Points = TraceLook::Points;
    const auto addPoints = [&](const QString &text, Points value) {
        points.add(text, look.points == value, changed(panel, key, &TraceLook::points, value));
    };
    addPoints(Texts::tr("Points where there is room"), Points::Auto);
    addPoints(Texts::tr("Points always"), Points::Always);
    addPoints(Texts::tr("No points"), Points::Never);
}

void addStrength(QMenu &menu, PlotPanel &panel, const SeriesKey &key, const TraceLook &look)
{
    Choices widths(menu, panel);
    for (const double width : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0})
        widths.add(Texts::tr("%1 px").arg(width), look.width == width, changed(panel, key, &TraceLook::width, width));
    menu.addSeparator();
    Choices opacities(menu, panel);
    for (const double opacity : {1.0, 0.75, 0.5, 0.25})
        opacities.add(Texts::tr("%1 % opaque").arg(opacity * 100.0), look.opacity == opacity,
                      changed(panel, key, &TraceLook::opacity, opacity));
}

void addAxes(QMenu &menu, PlotPanel &panel, const SeriesKey &key, const TraceLook &look)
{
    const TraceSet &traces = panel.traces();
    const auto group = [&](const QString &name) { return changed(panel, key, &TraceLook::axisGroup, name); };
    Choices choices(menu, panel);
    choices.add(Texts::tr("By unit"), look.axisGroup.isEmpty(), group({}));
    const bool isOwn = look.axisGroup.startsWith(QLatin1String("own:"));
    choices.add(Texts::tr("An axis of its own"), isOwn, group(isOwn ? look.axisGroup : traces.newAxisGroup()));
    menu.addSeparator();
    for (const auto &other : traces.all()) {
        if (other->key() == key)
            continue;
        const QString name = traces.axisGroupOf(*other);
        choices.add(Texts::tr("With %1").arg(traces.nameOf(other->key())), look.axisGroup == name, group(name));
    }
}

} // namespace

void fillSeriesMenu(QMenu &menu, PlotPanel &panel, const SeriesKey &key)
{
    const PlotTrace *trace = panel.traces().find(key);
    if (!trace)
        return;
    const TraceLook look = trace->look();
    QAction *visible = menu.addAction(Texts::tr("Shown"));
    visible->setCheckable(true);
    visible->setChecked(look.isVisible);
    QObject::connect(visible, &QAction::triggered, &panel, changed(panel, key, &TraceLook::isVisible, !look.isVisible));
    addColours(*menu.addMenu(Texts::tr("Colour")), panel, key);
    addStrength(*menu.addMenu(Texts::tr("Strength")), panel, key, look);
    addLines(*menu.addMenu(Texts::tr("Lines and points")), panel, key, look);
    addAxes(*menu.addMenu(Texts::tr("Value axis")), panel, key, look);
    menu.addSeparator();
    menu.addAction(Texts::tr("Alarm rule for %1…").arg(panel.traces().nameOf(key)), &panel,
                   [&panel, key] { Q_EMIT panel.ruleRequested(key); });
    menu.addAction(Texts::tr("Remove %1").arg(panel.traces().nameOf(key)), &panel,
                   [&panel, key] { panel.removeSeries(key); });
}

} // namespace watchglass::ui
