#include "ui/models/device_tree_model.h"

#include "ui/models/device_node.h"
#include "ui/models/series_mime.h"
#include "ui/models/source_status.h"

#include <QMimeData>

#include <map>

namespace watchglass::ui {

namespace {

std::unique_ptr<DeviceNode> newDevice(DeviceNode *source, const ingest::DeviceRecord &record)
{
    auto node = std::make_unique<DeviceNode>();
    node->kind = DeviceNode::Kind::Device;
    node->parent = source;
    node->id = record.id;
    node->device = record;
    node->describe();
    return node;
}

std::unique_ptr<DeviceNode> newSeries(DeviceNode *device, const std::shared_ptr<const store::Series> &series)
{
    auto node = std::make_unique<DeviceNode>();
    node->kind = DeviceNode::Kind::Series;
    node->parent = device;
    node->series = series;
    node->key = series->info().key;
    node->describe();
    return node;
}

QList<SeriesKey> keysOf(const DeviceNode &node)
{
    QList<SeriesKey> keys;
    if (node.kind == DeviceNode::Kind::Series)
        keys.append(node.key);
    if (node.kind == DeviceNode::Kind::Device) {
        for (const auto &child : node.children)
            keys.append(child->key);
    }
    return keys;
}

const DeviceNode &sourceOf(const DeviceNode &node)
{
    return node.kind == DeviceNode::Kind::Source ? node : sourceOf(*node.parent);
}

/// Not while it still waits to be appended.
bool isInTree(const DeviceNode &node)
{
    const auto row = static_cast<std::size_t>(node.row);
    return row < node.parent->children.size() && node.parent->children[row].get() == &node;
}

} // namespace

DeviceTreeModel::DeviceTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<DeviceNode>())
{}

DeviceTreeModel::~DeviceTreeModel() = default;

void DeviceTreeModel::setSource(const QString &source, const SourceState &state, const QString &name)
{
    DeviceNode *node = sourceNode(source);
    const bool isShownAlike = node->source.phase == state.phase && node->sourceName == name;
    node->source = state; // tool tips tell the rest when they are asked for
    node->sourceName = name;
    if (isShownAlike)
        return;
    node->describe();
    rowChanged(node);
}

void DeviceTreeModel::removeSource(const QString &source)
{
    DeviceNode *node = m_sources.value(source);
    if (!node)
        return;
    const int row = node->row;
    beginRemoveRows({}, row, row);
    m_sources.remove(source);
    for (const auto &device : node->children) {
        m_devices.remove({source, device->id});
        for (const auto &series : device->children)
            m_series.remove(series->key);
        m_seriesCount -= static_cast<int>(device->children.size());
    }
    m_deviceCount -= static_cast<int>(node->children.size());
    m_root->children.erase(m_root->children.begin() + row);
    for (std::size_t i = static_cast<std::size_t>(row); i < m_root->children.size(); ++i)
        m_root->children[i]->row = static_cast<int>(i);
    endRemoveRows();
}

void DeviceTreeModel::updateDevices(const std::vector<ingest::DeviceRecord> &records)
{
    std::map<DeviceNode *, std::vector<std::unique_ptr<DeviceNode>>> bySource;
    for (const ingest::DeviceRecord &record : records) {
        DeviceNode *source = sourceNode(record.source);
        DeviceNode *&node = m_devices[{record.source, record.id}];
        if (!node) {
            auto made = newDevice(source, record);
            node = made.get();
            bySource[source].push_back(std::move(made));
            continue;
        }
        node->device = record;
        node->describe();
        if (isInTree(*node))
            rowChanged(node);
    }
    for (auto &[source, nodes] : bySource)
        appendChildren(source, std::move(nodes));
}

void DeviceTreeModel::addSeries(const std::vector<std::shared_ptr<const store::Series>> &added)
{
    std::vector<ingest::DeviceRecord> unknown;
    for (const auto &series : added) {
        const SeriesKey &key = series->info().key;
        if (m_devices.contains({key.source, key.device}))
            continue;
        ingest::DeviceRecord &record = unknown.emplace_back();
        record.source = key.source;
        record.id = key.device;
    }
    updateDevices(unknown);
    std::map<DeviceNode *, std::vector<std::unique_ptr<DeviceNode>>> byDevice;
    for (const auto &series : added) {
        const SeriesKey &key = series->info().key;
        DeviceNode *&node = m_series[key];
        if (node)
            continue;
        DeviceNode *device = m_devices.value({key.source, key.device});
        auto made = newSeries(device, series);
        node = made.get();
        byDevice[device].push_back(std::move(made));
    }
    for (auto &[device, nodes] : byDevice)
        appendChildren(device, std::move(nodes));
}

void DeviceTreeModel::refresh(Timestamp now, const QModelIndexList &rows)
{
    DeviceNode *runFirst = nullptr;
    DeviceNode *runLast = nullptr;
    const auto flush = [&] {
        if (runFirst)
            Q_EMIT dataChanged(indexOf(runFirst, ValueColumn), indexOf(runLast, AgeColumn));
        runFirst = runLast = nullptr;
    };
    for (const QModelIndex &row : rows) {
        DeviceNode *node = nodeOf(row);
        if (node == m_root.get() || !node->refresh(now))
            continue;
        if (runLast && node->parent == runLast->parent && node->row == runLast->row + 1) {
            runLast = node;
            continue;
        }
        flush();
        runFirst = runLast = node;
    }
    flush();
}

QModelIndex DeviceTreeModel::deviceIndex(const QString &source, const QString &device) const
{
    return indexOf(m_devices.value({source, device}));
}

QModelIndex DeviceTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex DeviceTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return indexOf(nodeOf(index)->parent);
}

const QString &DeviceTreeModel::searchText(const QModelIndex &row) const
{
    return nodeOf(row)->searchText;
}

int DeviceTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return static_cast<int>(nodeOf(parent)->children.size());
}

int DeviceTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant DeviceTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const DeviceNode &node = *nodeOf(index);
    if (role == StaleRole)
        return node.isStale;
    if (role == SourceRole)
        return sourceOf(node).id;
    if (role == CountRole)
        return node.kind != DeviceNode::Kind::Series && index.column() == ValueColumn;
    if (index.column() == NameColumn)
        return nameData(node, role);
    if (role == Qt::DisplayRole)
        return index.column() == ValueColumn ? node.value : node.age;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant DeviceTreeModel::nameData(const DeviceNode &node, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return node.name;
    case Qt::ToolTipRole:
        if (node.kind == DeviceNode::Kind::Source)
            return plainToolTip(sourceSummary(node.source));
        return plainToolTip(node.kind == DeviceNode::Kind::Series ? node.key.toString() : deviceSummary(node.device));
    case MarkRole:
        return static_cast<int>(node.mark);
    case KindRole:
        return node.kind == DeviceNode::Kind::Source   ? QStringLiteral("source")
               : node.kind == DeviceNode::Kind::Device ? QStringLiteral("device")
                                                       : QStringLiteral("series");
    case KeysRole:
        return encodeSeries(keysOf(node));
    default:
        return {};
    }
}

QVariant DeviceTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == NameColumn ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case ValueColumn:
        return tr("Last value");
    case AgeColumn:
        return tr("Age");
    default:
        return {};
    }
}

Qt::ItemFlags DeviceTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const DeviceNode &node = *nodeOf(index);
    if (node.kind == DeviceNode::Kind::Series)
        flags |= Qt::ItemNeverHasChildren;
    if (node.kind != DeviceNode::Kind::Source)
        flags |= Qt::ItemIsDragEnabled;
    return flags;
}

QStringList DeviceTreeModel::mimeTypes() const
{
    return {seriesMimeType()};
}

QMimeData *DeviceTreeModel::mimeData(const QModelIndexList &indexes) const
{
    QList<SeriesKey> keys;
    for (const QModelIndex &index : indexes) {
        if (index.column() != NameColumn)
            continue;
        for (const SeriesKey &key : keysOf(*nodeOf(index))) {
            if (!keys.contains(key))
                keys.append(key);
        }
    }
    if (keys.isEmpty())
        return nullptr;
    auto *mime = new QMimeData;
    mime->setData(seriesMimeType(), encodeSeries(keys));
    return mime;
}

Qt::DropActions DeviceTreeModel::supportedDragActions() const
{
    return Qt::CopyAction;
}

DeviceNode *DeviceTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<DeviceNode *>(index.internalPointer()) : m_root.get();
}

QModelIndex DeviceTreeModel::indexOf(const DeviceNode *node, int column) const
{
    if (!node || node == m_root.get())
        return {};
    return createIndex(node->row, column, const_cast<DeviceNode *>(node));
}

DeviceNode *DeviceTreeModel::sourceNode(const QString &source)
{
    if (DeviceNode *known = m_sources.value(source))
        return known;
    auto node = std::make_unique<DeviceNode>();
    node->kind = DeviceNode::Kind::Source;
    node->parent = m_root.get();
    node->id = source;
    node->describe();
    DeviceNode *made = node.get();
    std::vector<std::unique_ptr<DeviceNode>> nodes;
    nodes.push_back(std::move(node));
    m_sources.insert(source, made);
    appendChildren(m_root.get(), std::move(nodes));
    return made;
}

void DeviceTreeModel::appendChildren(DeviceNode *parent, std::vector<std::unique_ptr<DeviceNode>> children)
{
    if (children.empty())
        return;
    const int first = static_cast<int>(parent->children.size());
    beginInsertRows(indexOf(parent), first, first + static_cast<int>(children.size()) - 1);
    for (auto &child : children) {
        m_deviceCount += child->kind == DeviceNode::Kind::Device ? 1 : 0;
        m_seriesCount += child->kind == DeviceNode::Kind::Series ? 1 : 0;
        parent->append(std::move(child));
    }
    endInsertRows();
}

void DeviceTreeModel::rowChanged(const DeviceNode *node)
{
    Q_EMIT dataChanged(indexOf(node, NameColumn), indexOf(node, AgeColumn));
}

} // namespace watchglass::ui
