#include "ui/models/device_node.h"

#include "core/format/duration_format.h"
#include "ui/models/source_status.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchglass::ui {

namespace {

/// A series is stale when nothing came for this many of its own intervals, and for at least `staleAfter`; while its
/// rhythm is not known yet, for `staleUnknown`.
constexpr int staleIntervals = 5;
constexpr Duration staleAfter = std::chrono::seconds(3);
constexpr Duration staleUnknown = std::chrono::seconds(30);

/// What is reported on change says nothing by its silence; its device being gone does.
bool isSilent(const DeviceNode &node, Duration since)
{
    if (node.series->info().interpolation == Interpolation::HoldLast)
        return node.parent->device.state == DeviceState::Offline;
    const auto rhythm = node.series->rhythm();
    return since > (rhythm ? std::max(*rhythm * staleIntervals, staleAfter) : staleUnknown);
}

QString counted(std::size_t count, const char *one, const char *many)
{
    return QCoreApplication::translate("watchglass::ui::DeviceTreeModel", count == 1 ? one : many)
        .arg(format::count(count));
}

bool set(QString &shown, QString text)
{
    if (shown == text)
        return false;
    shown = std::move(text);
    return true;
}

} // namespace

DeviceNode *DeviceNode::append(std::unique_ptr<DeviceNode> child)
{
    child->parent = this;
    child->row = static_cast<int>(children.size());
    children.push_back(std::move(child));
    return children.back().get();
}

void DeviceNode::describe()
{
    const QString searched = std::exchange(searchText, QString());
    switch (kind) {
    case Kind::Root:
        return;
    case Kind::Source:
        name = sourceName.isEmpty() ? id : sourceName;
        mark = phaseMark(source.phase);
        searchText = name.toLower();
        break;
    case Kind::Device:
        name = device.name.isEmpty() ? id : device.name;
        mark = deviceMark(device.state);
        searchText =
            QStringList{parent->searchText, name, id, device.type, device.location}.join(QLatin1Char(' ')).toLower();
        break;
    case Kind::Series:
        name = key.attributePath();
        searchText = parent->searchText + QLatin1Char(' ') + name.toLower();
        break;
    }
    if (searchText == searched)
        return; // children search in nothing else of ours
    for (const auto &child : children)
        child->describe();
}

bool DeviceNode::refresh(Timestamp now)
{
    switch (kind) {
    case Kind::Root:
        return false;
    case Kind::Source:
        return set(value, counted(children.size(), QT_TRANSLATE_NOOP("watchglass::ui::DeviceTreeModel", "%1 device"),
                                  QT_TRANSLATE_NOOP("watchglass::ui::DeviceTreeModel", "%1 devices")));
    case Kind::Device:
        return refreshDevice(now);
    case Kind::Series:
        return refreshSeries(now);
    }
    return false;
}

bool DeviceNode::refreshDevice(Timestamp now)
{
    std::optional<Timestamp> newest;
    for (const auto &child : children) {
        const auto last = child->series->last();
        if (last && (!newest || last->time > *newest))
            newest = last->time;
    }
    const bool changed =
        set(value, counted(children.size(), QT_TRANSLATE_NOOP("watchglass::ui::DeviceTreeModel", "%1 series"),
                           QT_TRANSLATE_NOOP("watchglass::ui::DeviceTreeModel", "%1 series")));
    return changed | set(age, newest ? format::age(now - *newest) : QString());
}

bool DeviceNode::refreshSeries(Timestamp now)
{
    const auto last = series->last();
    if (!last)
        return false;
    const Duration since = now - last->time;
    const bool wasStale = std::exchange(isStale, isSilent(*this, since));
    bool changed = wasStale != isStale;
    changed |= set(value, format::withUnit(number.text(last->value), series->info().unit));
    changed |= set(age, format::age(since));
    return changed;
}

} // namespace watchglass::ui
