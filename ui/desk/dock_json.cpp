#include "ui/desk/dock_json.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace watchglass::ui {

namespace {

constexpr QLatin1String floatingKey("floating");
constexpr QLatin1String placeKey("place");
constexpr QLatin1String panelKey("panel");
constexpr QLatin1String sizeKey("size");
constexpr QLatin1String widthKey("width");
constexpr QLatin1String heightKey("height");
constexpr QLatin1String inFrontKey("inFront");

constexpr int deepest = 32;
constexpr int largestPx = 100'000;

struct Side
{
    Qt::DockWidgetArea area;
    QLatin1String key;
};
constexpr std::array sides{
    Side{Qt::LeftDockWidgetArea, QLatin1String("left")}, Side{Qt::RightDockWidgetArea, QLatin1String("right")},
    Side{Qt::TopDockWidgetArea, QLatin1String("top")}, Side{Qt::BottomDockWidgetArea, QLatin1String("bottom")}};

struct Split
{
    DockNode::Kind kind;
    QLatin1String key;
};
constexpr std::array splits{Split{DockNode::Kind::Row, QLatin1String("row")},
                            Split{DockNode::Kind::Column, QLatin1String("column")},
                            Split{DockNode::Kind::Tabs, QLatin1String("tabs")}};

int pixels(const QJsonObject &object, QLatin1String key)
{
    return std::clamp(object.value(key).toInt(), 0, largestPx);
}

QJsonObject nodeToJson(const DockNode &node, const std::vector<ScreenPlace> &screens)
{
    QJsonObject object;
    if (node.sizePx > 0)
        object.insert(sizeKey, node.sizePx);
    if (node.kind == DockNode::Kind::Panel) {
        object.insert(panelKey, node.panel);
        if (node.floating)
            object.insert(floatingKey, placeToJson(*node.floating, screens));
        return object;
    }
    QJsonArray parts;
    for (const DockNode &part : node.parts)
        parts.append(nodeToJson(part, screens));
    for (const Split &split : splits) {
        if (split.kind == node.kind)
            object.insert(split.key, parts);
    }
    if (node.kind == DockNode::Kind::Tabs)
        object.insert(inFrontKey, node.current);
    return object;
}

std::optional<DockNode> nodeFromJson(const QJsonObject &object, const std::vector<ScreenPlace> &screens, int depth)
{
    if (depth > deepest)
        return std::nullopt;
    DockNode node;
    node.sizePx = pixels(object, sizeKey);
    if (object.contains(panelKey)) {
        node.panel = object.value(panelKey).toString();
        const QRect place = placeFromJson(object.value(floatingKey).toObject(), screens);
        if (!place.isEmpty())
            node.floating = place;
        return node.panel.isEmpty() ? std::nullopt : std::optional(node);
    }
    for (const Split &split : splits) {
        if (!object.contains(split.key))
            continue;
        node.kind = split.kind;
        for (const QJsonValue &part : object.value(split.key).toArray()) {
            if (auto read = nodeFromJson(part.toObject(), screens, depth + 1))
                node.parts.push_back(std::move(*read));
        }
        node.current = node.kind == DockNode::Kind::Tabs ? pixels(object, inFrontKey) : 0;
        return node.parts.empty() ? std::nullopt : std::optional(node);
    }
    return std::nullopt;
}

/// A side or a torn-off window holds a row, a column or tabs, if only of one.
DockNode rooted(DockNode node)
{
    if (node.kind != DockNode::Kind::Panel)
        return node;
    DockNode root;
    root.kind = DockNode::Kind::Row;
    root.parts.push_back(std::move(node));
    return root;
}

} // namespace

QJsonObject docksToJson(const DockTree &tree, const std::vector<ScreenPlace> &screens)
{
    QJsonObject object;
    for (const DockArea &area : tree.areas) {
        QJsonObject root = nodeToJson(area.root, screens);
        root.insert(widthKey, area.size.width());
        root.insert(heightKey, area.size.height());
        const auto side = std::find_if(sides.begin(), sides.end(), [&](const Side &s) { return s.area == area.side; });
        if (side != sides.end())
            object.insert(side->key, root);
    }
    QJsonArray floating;
    for (const FloatingDocks &docks : tree.floating) {
        QJsonObject root = nodeToJson(docks.root, screens);
        root.insert(placeKey, placeToJson(docks.place, screens));
        floating.append(root);
    }
    if (!floating.isEmpty())
        object.insert(floatingKey, floating);
    return object;
}

DockTree docksFromJson(const QJsonObject &object, const std::vector<ScreenPlace> &screens)
{
    DockTree tree;
    for (const Side &side : sides) {
        const QJsonObject root = object.value(side.key).toObject();
        if (auto node = nodeFromJson(root, screens, 0))
            tree.areas.push_back(
                {side.area, QSize(pixels(root, widthKey), pixels(root, heightKey)), rooted(std::move(*node))});
    }
    for (const QJsonValue &value : object.value(floatingKey).toArray()) {
        const QJsonObject root = value.toObject();
        const QRect place = placeFromJson(root.value(placeKey).toObject(), screens);
        auto node = nodeFromJson(root, screens, 0);
        if (node && !place.isEmpty())
            tree.floating.push_back({place, rooted(std::move(*node))});
    }
    return tree;
}

} // namespace watchglass::ui
