#pragma once

#include "core/protocol/padded_text.h"
#include "core/protocol/sensocto/attribute_type.h"
#include "core/protocol/sensocto/measurement.h"
#include "core/protocol/source_sink.h"

#include <QCoreApplication>
#include <QHash>

#include <array>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace watchglass::protocol::sensocto {

/// Measurements → samples and events, by each attribute's type: told by metadata (setType()), else inferred. Documented
/// and real payloads of all types are read; a bare number is the attribute's own series, an object's fields are
/// components, one level of nesting goes into the attribute's name ("imu.accelerometer", "x"). What no type foresees is
/// kept: numbers as components, texts as events; a payload that makes no sense for its type is counted and becomes a
/// text event as a whole. Points of a skeleton are attributes of their own, by number ("pose.11", "pose.world.11",
/// "pose.face.468"), and blend shapes are components of "pose.blend".
/// Measurements without a time of their own get `received`.
/// Thread: the source's. Requires: the sink outlives it.
class AttributeTable
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::AttributeTable)

public:
    explicit AttributeTable(SourceSink &sink)
        : m_sink(sink)
    {}

    /// `type` is the metadata's word; one that we do not know is "any other".
    void setType(std::string_view sensor, std::string_view attribute, std::string_view type);
    void take(const MeasurementFields &measurement, Timestamp received);
    void take(std::string_view sensor, std::string_view attribute, std::span<const Sample> samples);
    /// The newest value as a room tells it again and again: taken only when it differs from the one told last. True
    /// when it is the same measurement by its time: there was none since.
    bool takeLast(const MeasurementFields &measurement, Timestamp received);
    /// `latest` belongs to the attribute's own series, the rest to components of "<attribute>.digest".
    void take(const DigestFields &digest, Timestamp received);
    /// How many instants were told so far: presses, taps, texts; not texts that are told only when they change.
    std::uint64_t instants() const { return m_instants; }

private:
    struct Component
    {
        std::string group;
        std::string name;
        const FieldSpec *field = nullptr; ///< Null: foreseen by no type.
        std::optional<SeriesHandle> handle;
    };
    struct Entry
    {
        std::string sensor;
        std::string attribute;
        const TypeSpec *type = nullptr; ///< Null until the first measurement, unless metadata came.
        bool isTyped = false;           ///< By metadata.
        std::optional<SeriesHandle> own;
        std::vector<Component> components; ///< In the order of the payload's fields.
        std::size_t cursor = 0;            ///< The component after the one found last.
        std::array<std::vector<std::optional<SeriesHandle>>, 3>
            points;                         ///< Body, world, face; axes of a point together.
        QHash<QString, QString> texts;      ///< Kind → the text told last.
        std::optional<Timestamp> arrayTime; ///< Of the newest array of values.
        std::optional<Timestamp> lastTime;
        std::size_t lastHash = 0;
        bool hasLast = false;
        Entry *next = nullptr; ///< What came after it last time.
    };
    struct Key
    {
        std::string_view sensor;
        std::string_view attribute;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct Hash
    {
        std::size_t operator()(const Key &key) const
        {
            const std::hash<std::string_view> hash;
            return hash(key.sensor) * 31 + hash(key.attribute);
        }
    };
    /// A measurement on its way, with what it is read by.
    struct Reading
    {
        Entry &entry;
        const MeasurementFields &measurement;
        Timestamp time;
        bool isUsed = false; ///< A sample or event came of it.
    };

    Entry &entry(std::string_view sensor, std::string_view attribute);
    Entry &findOrMake(std::string_view sensor, std::string_view attribute);
    void chooseType(Entry &entry, const Payload &payload);
    void takeOther(Reading &reading);
    void takeBare(Reading &reading);
    void takeChoice(Reading &reading);
    void takeObject(Reading &reading);
    void takeLeaf(Reading &reading, const Leaf &leaf);
    void takePresence(Reading &reading);
    bool takeValues(Reading &reading, std::string_view array);
    bool takeColumns(Reading &reading, std::string_view text);
    bool takeSkeleton(Reading &reading, std::string_view json);
    bool takePoints(Reading &reading, json::Value &points, std::size_t set);
    bool takePoint(Reading &reading, json::Object point, std::size_t set, std::size_t index);
    bool takeBlendShapes(Reading &reading, json::Value &shapes);
    void tell(Reading &reading, const QString &kind, const QString &text);
    void tellInstant(Reading &reading, const QString &kind, const QString &text);
    void tellChange(Reading &reading, const QString &kind, const QString &text);
    void tellPress(Reading &reading, const QString &text);
    void keepAsText(Reading &reading);

    SeriesHandle own(Entry &entry);
    Component &component(Entry &entry, std::string_view group, std::string_view name);
    SeriesHandle handle(Entry &entry, Component &component);
    SeriesInfo infoOf(const Entry &entry) const;

    SourceSink &m_sink;
    std::deque<Entry> m_entries; ///< Entries stay where they are: the index looks into their texts.
    std::unordered_map<Key, Entry *, Hash> m_index;
    Entry *m_last = nullptr;
    Entry m_overflow; ///< For what comes when the table is full.
    std::uint64_t m_instants = 0;
    simdjson::ondemand::parser m_parser;
    PaddedText m_text;
};

} // namespace watchglass::protocol::sensocto
