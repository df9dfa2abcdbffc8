#include "ui/panels/panel_accessible.h"

#include "core/format/value_format.h"
#include "core/store/series_store.h"
#include "ui/panels/panel.h"

#include <QCoreApplication>

namespace watchglass::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::PanelAccessible)
};

/// Numbers that stand for words are read as these.
QString valueInWords(const SeriesInfo &info, double value)
{
    const auto state = static_cast<qsizetype>(value);
    const bool isState = value >= 0 && value < static_cast<double>(info.states.size());
    return isState ? info.states.at(state) : format::value(value, info.unit);
}

} // namespace

PanelAccessible::PanelAccessible(Panel &panel)
    : QAccessibleWidget(&panel, QAccessible::Chart)
{}

QString PanelAccessible::text(QAccessible::Text which) const
{
    const auto &panel = static_cast<const Panel &>(*widget());
    if (which == QAccessible::Name)
        return panel.title();
    if (which == QAccessible::Description)
        return panel.inWords();
    return QAccessibleWidget::text(which);
}

QAccessibleInterface *panelAccessible(const QString &, QObject *object)
{
    auto *panel = qobject_cast<Panel *>(object);
    return panel ? new PanelAccessible(*panel) : nullptr;
}

QString seriesInWords(const PanelContext &context, const SeriesKey &key)
{
    const QString device = context.deviceName ? context.deviceName(key) : QString();
    const QString name = (device.isEmpty() ? key.device : device) + QLatin1Char(' ') + key.attributePath();
    const auto series = context.store.find(key);
    const auto last = series ? series->last() : std::nullopt;
    if (!last)
        return Texts::tr("%1: no value yet").arg(name);
    return Texts::tr("%1: %2").arg(name, valueInWords(series->info(), last->value));
}

} // namespace watchglass::ui
