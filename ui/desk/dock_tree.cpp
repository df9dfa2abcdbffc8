#include "ui/desk/dock_tree.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <array>

namespace watchglass::ui {

namespace {

// Marks in the bytes.
constexpr int versionMark = 0xff;
constexpr quint8 docksMark = 0xfd;
constexpr quint8 sequenceMark = 0xfc;
constexpr quint8 widgetMark = 0xfb;
constexpr quint8 tabsMark = 0xfa;
constexpr quint8 floatingMark = 0xf9;
constexpr quint8 toolBarsMark = 0xfc;
constexpr quint8 isVisibleFlag = 1;
constexpr quint8 isFloatingFlag = 2;

constexpr int unknownSize = -1;
constexpr int largest = 0xffffff; ///< QWIDGETSIZE_MAX
constexpr int mostParts = 10'000;
constexpr int deepest = 64;
constexpr std::array sides{Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea, Qt::TopDockWidgetArea,
                           Qt::BottomDockWidgetArea}; ///< In the order of the bytes.
constexpr std::array corners{Qt::TopDockWidgetArea, Qt::TopDockWidgetArea, Qt::BottomDockWidgetArea,
                             Qt::BottomDockWidgetArea};

class Reader
{
public:
    explicit Reader(const QByteArray &state)
        : m_in(state)
    {
        m_in.setVersion(QDataStream::Qt_5_0);
    }

    std::optional<DockTree> tree()
    {
        DockTree tree;
        const int marker = integer();
        integer(); // the program's version, 0
        if (marker != versionMark || byte() != docksMark)
            return std::nullopt;
        readAreas(tree);
        QSize centre;
        m_in >> centre;
        for (std::size_t i = 0; i < corners.size(); ++i)
            integer();
        for (quint8 mark = byte(); mark == floatingMark && isGood(); mark = byte()) {
            FloatingDocks docks;
            m_in >> docks.place;
            docks.root = group(0);
            tree.floating.push_back(std::move(docks));
        }
        return isGood() ? std::optional(std::move(tree)) : std::nullopt;
    }

private:
    bool isGood() const { return m_isGood && m_in.status() == QDataStream::Ok; }
    int integer()
    {
        qint32 value = 0;
        m_in >> value;
        return value;
    }
    quint8 byte()
    {
        quint8 value = 0;
        m_in >> value;
        return value;
    }
    void readAreas(DockTree &tree)
    {
        const int count = integer();
        for (int i = 0; i < count && isGood(); ++i) {
            const int side = integer();
            if (side < 0 || side >= static_cast<int>(sides.size())) {
                m_isGood = false;
                return;
            }
            DockArea area;
            area.side = sides[static_cast<std::size_t>(side)];
            m_in >> area.size;
            area.root = group(0);
            tree.areas.push_back(std::move(area));
        }
    }
    DockNode group(int depth)
    {
        DockNode node;
        const quint8 mark = byte();
        if (mark == tabsMark)
            node.current = std::max(0, integer());
        const bool isRow = byte() == static_cast<quint8>(Qt::Horizontal);
        node.kind = mark == tabsMark ? DockNode::Kind::Tabs : isRow ? DockNode::Kind::Row : DockNode::Kind::Column;
        const int count = integer();
        m_isGood = m_isGood && (mark == tabsMark || mark == sequenceMark) && count >= 0 && count < mostParts
                   && depth < deepest;
        for (int i = 0; i < count && isGood(); ++i)
            node.parts.push_back(part(depth));
        return node;
    }
    DockNode part(int depth)
    {
        const quint8 mark = byte();
        if (mark == sequenceMark) {
            const int size = sizes();
            DockNode node = group(depth + 1);
            node.sizePx = size;
            return node;
        }
        m_isGood = m_isGood && mark == widgetMark;
        DockNode node;
        m_in >> node.panel;
        if (byte() & isFloatingFlag) {
            std::array<int, 4> place{};
            std::generate(place.begin(), place.end(), [this] { return integer(); });
            node.floating = QRect(place[0], place[1], place[2], place[3]);
        } else {
            node.sizePx = sizes();
        }
        return node;
    }
    /// Position, size, and what the size may be: only the size counts.
    int sizes()
    {
        integer();
        const int size = integer();
        integer();
        integer();
        return std::max(0, size);
    }

    QDataStream m_in;
    bool m_isGood = true;
};

class Writer
{
public:
    explicit Writer(QByteArray &state)
        : m_out(&state, QIODevice::WriteOnly)
    {
        m_out.setVersion(QDataStream::Qt_5_0);
    }

    void tree(const DockTree &tree)
    {
        m_out << versionMark << 0 << docksMark << static_cast<int>(tree.areas.size());
        for (const DockArea &area : tree.areas) {
            const auto side = std::find(sides.begin(), sides.end(), area.side) - sides.begin();
            m_out << static_cast<int>(side) << area.size;
            group(area.root);
        }
        m_out << QSize(0, 0);
        for (const Qt::DockWidgetArea corner : corners)
            m_out << static_cast<int>(corner);
        for (const FloatingDocks &docks : tree.floating) {
            m_out << floatingMark << docks.place;
            group(docks.root);
        }
        m_out << toolBarsMark << 0;
    }

private:
    void group(const DockNode &node)
    {
        const bool isTabs = node.kind == DockNode::Kind::Tabs;
        if (isTabs)
            m_out << tabsMark << node.current;
        else
            m_out << sequenceMark;
        m_out << static_cast<quint8>(node.kind == DockNode::Kind::Column ? Qt::Vertical : Qt::Horizontal);
        m_out << static_cast<int>(node.parts.size());
        int at = 0;
        for (const DockNode &part : node.parts) {
            this->part(part, isTabs ? 0 : at);
            at += part.sizePx;
        }
    }
    void part(const DockNode &node, int at)
    {
        if (node.kind == DockNode::Kind::Panel) {
            m_out << widgetMark << node.panel;
            m_out << static_cast<quint8>(node.floating ? isVisibleFlag | isFloatingFlag : isVisibleFlag);
            if (node.floating) {
                m_out << node.floating->x() << node.floating->y() << node.floating->width() << node.floating->height();
                return;
            }
        } else {
            m_out << sequenceMark;
        }
        m_out << at << (node.sizePx > 0 ? node.sizePx : unknownSize) << 0 << largest;
        if (node.kind != DockNode::Kind::Panel)
            group(node);
    }

    QDataStream m_out;
};

void collect(const DockNode &node, std::vector<QString> &names)
{
    if (node.kind == DockNode::Kind::Panel && std::find(names.begin(), names.end(), node.panel) == names.end())
        names.push_back(node.panel);
    for (const DockNode &part : node.parts)
        collect(part, names);
}

/// Nothing when nothing is left of it. `isRoot`: stays a row, column or tabs with a single part, as sides have it.
std::optional<DockNode> pruned(const DockNode &node, QSet<QString> &left, bool isRoot)
{
    if (node.kind == DockNode::Kind::Panel)
        return left.remove(node.panel) ? std::optional(node) : std::nullopt;
    DockNode result = node;
    result.parts.clear();
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
        const auto part = pruned(node.parts[i], left, false);
        if (static_cast<int>(i) == node.current)
            result.current = static_cast<int>(result.parts.size());
        if (part)
            result.parts.push_back(*part);
    }
    if (result.parts.empty())
        return std::nullopt;
    result.current = std::clamp(result.current, 0, static_cast<int>(result.parts.size()) - 1);
    if (isRoot || result.parts.size() > 1)
        return result;
    DockNode only = std::move(result.parts.front());
    only.sizePx = node.sizePx;
    return only;
}

DockNode shapeOf(DockNode node)
{
    node.sizePx = 0;
    node.current = 0;
    if (node.floating)
        node.floating = QRect();
    for (DockNode &part : node.parts)
        part = shapeOf(std::move(part));
    // The only part of a part is that part: so Qt nests what was split and then closed.
    if (node.parts.size() == 1 && node.parts.front().kind != DockNode::Kind::Panel)
        return std::move(node.parts.front());
    return node;
}

} // namespace

std::optional<DockTree> DockTree::read(const QByteArray &state)
{
    return Reader(state).tree();
}

QByteArray DockTree::write() const
{
    QByteArray state;
    Writer(state).tree(*this);
    return state;
}

std::vector<QString> DockTree::panels() const
{
    std::vector<QString> names;
    for (const DockArea &area : areas)
        collect(area.root, names);
    for (const FloatingDocks &docks : floating)
        collect(docks.root, names);
    return names;
}

DockTree DockTree::with(const QSet<QString> &wanted) const
{
    DockTree result;
    QSet<QString> left = wanted;
    for (const DockArea &area : areas) {
        if (const auto root = pruned(area.root, left, true))
            result.areas.push_back({area.side, area.size, *root});
    }
    for (const FloatingDocks &docks : floating) {
        if (const auto root = pruned(docks.root, left, true))
            result.floating.push_back({docks.place, *root});
    }
    return result;
}

DockTree DockTree::shape() const
{
    DockTree result;
    for (const DockArea &area : areas)
        result.areas.push_back({area.side, {}, shapeOf(area.root)});
    for (const FloatingDocks &docks : floating)
        result.floating.push_back({{}, shapeOf(docks.root)});
    return result;
}

} // namespace watchglass::ui
