#pragma once

#include "core/base/clock.h"
#include "core/protocol/sensocto/attribute_table.h"
#include "core/protocol/sensocto/message_decoder.h"
#include "core/protocol/span_marker.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace watchglass::protocol::sensocto {

/// Rooms and sensors as they are listed again and again → devices, types and newest values, each told once: nothing is
/// reported that was reported before.
/// Thread: the source's. Requires: what it is made with outlives it.
class SensorBook
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::SensorBook)

public:
    SensorBook(Clock &clock, SpanMarker &sink, AttributeTable &attributes)
        : m_clock(clock)
        , m_sink(sink)
        , m_attributes(attributes)
    {}

    /// A sensor with its metadata and newest values.
    void takeSensor(const SensorFields &sensor, const QString &place);
    void sensorGone(const QString &id, const QString &reason);
    /// The room itself, as a device. Its sensors are not looked at.
    void takeRoom(const RoomFields &room);
    void roomGone(const QString &id, const QString &reason);
    /// Something that happened now.
    void tell(const QString &device, const QString &kind, const QString &text);
    QString nameOfRoom(const QString &id) const { return m_roomNames.value(id); }

private:
    void update(const DeviceUpdate &update);

    Clock &m_clock;
    SpanMarker &m_sink;
    AttributeTable &m_attributes;
    QHash<QString, QString> m_told; ///< Device → what was said of it last.
    QHash<QString, QString> m_roomNames;
    QHash<QString, std::pair<SeriesHandle, double>> m_members; ///< By room.
};

} // namespace watchglass::protocol::sensocto
