#pragma once

#include "core/base/timestamp.h"
#include "core/ingest/device_registry.h"
#include "core/model/source_state.h"
#include "core/store/series.h"
#include "ui/models/mark.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <vector>

namespace watchglass::ui {

struct DeviceNode;

/// Sources, their devices, their series, as one tree. Grows by ranges and never resets, so that ten thousand devices
/// arrive without a hitch and selection and scrolling survive. Last values and ages are read from the series on
/// refresh(), for those rows only that somebody sees.
///
/// A row drags its series (series_mime.h): a device all of its own, a source nothing.
/// Thread: GUI.
class DeviceTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, AgeColumn, ColumnCount };
    enum Role {
        MarkRole = Qt::UserRole, ///< int(Mark) of the name column.
        KindRole,                ///< "source", "device" or "series".
        KeysRole,                ///< QByteArray as encodeSeries() gives it.
        CountRole,               ///< bool: the value only says how much there is below.
        SourceRole,              ///< The id of the source that the row belongs to.
        StaleRole,               ///< bool: the value is older than the series' rhythm explains.
    };

    explicit DeviceTreeModel(QObject *parent = nullptr);
    ~DeviceTreeModel() override;

    /// An empty name is the source's id.
    void setSource(const QString &source, const SourceState &state, const QString &name = {});
    void removeSource(const QString &source);
    /// What is now known of these devices; those not seen before are appended in one go.
    void updateDevices(const std::vector<ingest::DeviceRecord> &records);
    /// Those that are there already are left out; missing sources and devices are made.
    void addSeries(const std::vector<std::shared_ptr<const store::Series>> &added);
    /// Brings value and age of these rows (any column) up to `now`.
    void refresh(Timestamp now, const QModelIndexList &rows);

    /// Invalid when unknown.
    QModelIndex deviceIndex(const QString &source, const QString &device) const;
    /// What a search looks into, in lower case: the row's words and those of what stands above it.
    const QString &searchText(const QModelIndex &row) const;
    int deviceCount() const { return m_deviceCount; }
    int seriesCount() const { return m_seriesCount; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDragActions() const override;

private:
    DeviceNode *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const DeviceNode *node, int column = NameColumn) const;
    DeviceNode *sourceNode(const QString &source);
    void appendChildren(DeviceNode *parent, std::vector<std::unique_ptr<DeviceNode>> children);
    void rowChanged(const DeviceNode *node);
    QVariant nameData(const DeviceNode &node, int role) const;

    using DeviceId = std::pair<QString, QString>; ///< Source, device.

    std::unique_ptr<DeviceNode> m_root;
    QHash<QString, DeviceNode *> m_sources;
    QHash<DeviceId, DeviceNode *> m_devices;
    QHash<SeriesKey, DeviceNode *> m_series;
    int m_deviceCount = 0;
    int m_seriesCount = 0;
};

} // namespace watchglass::ui
