#include "core/protocol/sensocto/attribute_table.h"

#include "core/protocol/sensocto/text.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace watchglass::protocol::sensocto {

namespace {

/// A source that invents names without end must not fill our memory.
constexpr std::size_t maxEntries = 100'000;
constexpr std::size_t maxComponents = 64; ///< Of one attribute, beyond points.

const FieldSpec *fieldOf(const TypeSpec &type, std::string_view group, std::string_view name)
{
    const auto found = std::find_if(type.fields.begin(), type.fields.end(),
                                    [&](const FieldSpec &field) { return field.name == name && field.group == group; });
    return found == type.fields.end() ? nullptr : &*found;
}

QStringList wordList(std::span<const std::string_view> words)
{
    QStringList list;
    for (const std::string_view word : words)
        list << toText(word);
    return list;
}

/// The index of a choice: as a number, or by its word. Nothing for a word that is none.
std::optional<double> choiceOf(bool isNumeric, double number, std::string_view text,
                               std::span<const std::string_view> words)
{
    if (isNumeric)
        return number;
    const auto found = std::find(words.begin(), words.end(), text);
    if (found != words.end())
        return static_cast<double>(found - words.begin());
    return std::nullopt;
}

} // namespace

AttributeTable::Entry &AttributeTable::entry(std::string_view sensor, std::string_view attribute)
{
    if (m_last) {
        if (m_last->attribute == attribute && m_last->sensor == sensor)
            return *m_last;
        Entry *next = m_last->next;
        if (next && next->attribute == attribute && next->sensor == sensor) {
            m_last = next;
            return *next;
        }
    }
    Entry &found = findOrMake(sensor, attribute);
    if (&found == &m_overflow)
        return found;
    if (m_last)
        m_last->next = &found;
    m_last = &found;
    return found;
}

AttributeTable::Entry &AttributeTable::findOrMake(std::string_view sensor, std::string_view attribute)
{
    const auto known = m_index.find(Key{sensor, attribute});
    if (known != m_index.end())
        return *known->second;
    const bool isFull = m_entries.size() >= maxEntries;
    Entry &made = isFull ? m_overflow : m_entries.emplace_back();
    made = Entry();
    made.sensor = sensor;
    made.attribute = attribute;
    if (!isFull)
        m_index.emplace(Key{made.sensor, made.attribute}, &made);
    return made;
}

void AttributeTable::setType(std::string_view sensor, std::string_view attribute, std::string_view type)
{
    const TypeSpec *named = typeNamed(type);
    const TypeSpec &spec = named ? *named : anyType();
    Entry &known = entry(sensor, attribute);
    known.isTyped = true;
    if (known.type == &spec)
        return;
    known.type = &spec;
    known.own.reset();
    known.components.clear();
    known.points = {};
    known.cursor = 0;
}

void AttributeTable::chooseType(Entry &entry, const Payload &payload)
{
    if (!entry.isTyped && (!entry.type || (entry.type == &anyType() && payload.kind == ValueKind::Object))) {
        const TypeSpec &guess = inferType(entry.attribute, payload);
        if (entry.type != &guess) {
            entry.components.clear();
            entry.own.reset();
        }
        entry.type = &guess;
    }
}

void AttributeTable::take(const MeasurementFields &measurement, Timestamp received)
{
    Entry &known = entry(measurement.sensor, measurement.attribute);
    const Timestamp time = measurement.timed ? measurement.time : received;
    if (measurement.payload.kind == ValueKind::Number && known.own && known.type->bare == BareKind::Number) {
        m_sink.sample(*known.own, {time, measurement.payload.number});
        return;
    }
    chooseType(known, measurement.payload);
    Reading reading{known, measurement, time};
    takeOther(reading);
}

void AttributeTable::take(std::string_view sensor, std::string_view attribute, std::span<const Sample> samples)
{
    Entry &known = entry(sensor, attribute);
    if (!known.own) {
        Payload number;
        number.kind = ValueKind::Number;
        chooseType(known, number);
    }
    if (known.type->bare == BareKind::Number) {
        const SeriesHandle series = own(known);
        for (const Sample &sample : samples)
            m_sink.sample(series, sample);
        return;
    }
    for (const Sample &sample : samples) {
        const QByteArray written = QByteArray::number(sample.value, 'g', QLocale::FloatingPointShortest);
        MeasurementFields measurement{sensor, attribute, {}, {}, sample.time, true};
        measurement.payload.kind = ValueKind::Number;
        measurement.payload.isNumeric = true;
        measurement.payload.number = sample.value;
        measurement.payload.text = {written.constData(), static_cast<std::size_t>(written.size())};
        take(measurement, sample.time);
    }
}

bool AttributeTable::takeLast(const MeasurementFields &measurement, Timestamp received)
{
    Entry &known = entry(measurement.sensor, measurement.attribute);
    const std::size_t hash = std::hash<std::string_view>()(measurement.payload.written());
    const std::optional<Timestamp> time = measurement.timed ? std::optional(measurement.time) : std::nullopt;
    if (known.hasLast && known.lastHash == hash && known.lastTime == time)
        return time.has_value();
    known.hasLast = true;
    known.lastHash = hash;
    known.lastTime = time;
    take(measurement, received);
    return false;
}

void AttributeTable::take(const DigestFields &digest, Timestamp received)
{
    Entry &known = entry(digest.sensor, digest.attribute);
    chooseType(known, Payload());
    if (digest.latest)
        m_sink.sample(own(known), {received, *digest.latest});
    const std::array<std::pair<std::string_view, std::optional<double>>, 4> rest{
        {{"count", digest.count}, {"avg", digest.average}, {"min", digest.minimum}, {"max", digest.maximum}}};
    for (const auto &[name, value] : rest) {
        if (value)
            m_sink.sample(handle(known, component(known, "digest", name)), {received, *value});
    }
}

void AttributeTable::takeOther(Reading &reading)
{
    const Payload &payload = reading.measurement.payload;
    switch (payload.kind) {
    case ValueKind::Null:
        return;
    case ValueKind::Object:
        if (reading.entry.type->name == "rich_presence")
            takePresence(reading);
        else if (reading.entry.type->bare == BareKind::Json)
            reading.isUsed = takeSkeleton(reading, payload.written());
        else
            takeObject(reading);
        break;
    case ValueKind::Array:
        reading.isUsed = takeValues(reading, payload.text);
        break;
    default:
        takeBare(reading);
        break;
    }
    if (!reading.isUsed)
        keepAsText(reading);
}

void AttributeTable::takeBare(Reading &reading)
{
    const Payload &payload = reading.measurement.payload;
    const BareKind bare = reading.entry.type->bare;
    if (bare == BareKind::Choice)
        return takeChoice(reading);
    if (bare == BareKind::Press && payload.kind == ValueKind::Flag) {
        tellPress(reading, payload.number != 0.0 ? QStringLiteral("press") : QStringLiteral("release"));
        return;
    }
    if (bare == BareKind::Press && payload.isNumeric)
        return tellPress(reading, QString::fromUtf8(reading.measurement.event));
    if (bare == BareKind::Json && payload.kind == ValueKind::Text) {
        reading.isUsed = takeSkeleton(reading, payload.text);
        return;
    }
    if (payload.kind == ValueKind::Text && !payload.isNumeric && reading.entry.type->name == "imu") {
        reading.isUsed = takeColumns(reading, payload.text);
        return;
    }
    const bool isText = payload.kind == ValueKind::Text && (bare == BareKind::Text || !payload.isNumeric);
    if (!isText && payload.isNumeric) {
        m_sink.sample(own(reading.entry), {reading.time, payload.number});
        reading.isUsed = true;
    } else if (bare == BareKind::Text || reading.entry.type == &anyType()) {
        tellInstant(reading, toText(reading.entry.attribute), toText(payload.text));
    }
}

void AttributeTable::takeChoice(Reading &reading)
{
    const Payload &payload = reading.measurement.payload;
    if (const auto choice = choiceOf(payload.isNumeric, payload.number, payload.text, reading.entry.type->words)) {
        m_sink.sample(own(reading.entry), {reading.time, *choice});
        reading.isUsed = true;
    }
}

void AttributeTable::takeObject(Reading &reading)
{
    reading.entry.cursor = 0;
    bool isAllNull = !reading.measurement.payload.leaves.empty();
    for (const Leaf &leaf : reading.measurement.payload.leaves) {
        isAllNull = isAllNull && leaf.kind == ValueKind::Null;
        if (leaf.kind != ValueKind::Null) // such as the coordinates while a position is being acquired
            takeLeaf(reading, leaf);
    }
    reading.isUsed = reading.isUsed || isAllNull;
}

void AttributeTable::takeLeaf(Reading &reading, const Leaf &leaf)
{
    Entry &entry = reading.entry;
    if (leaf.kind == ValueKind::Array && leaf.name == "values") {
        reading.isUsed = takeValues(reading, leaf.text) || reading.isUsed;
        return;
    }
    if (entry.type->bare == BareKind::Press && leaf.name == "pressed" && leaf.isNumeric) {
        tellPress(reading, leaf.number != 0.0 ? QStringLiteral("press") : QStringLiteral("release"));
        return;
    }
    Component &part = component(entry, leaf.group, leaf.name);
    const FieldKind kind = part.field ? part.field->kind : FieldKind::Number;
    std::optional<double> value;
    if (kind == FieldKind::Choice)
        value = choiceOf(leaf.isNumeric, leaf.number, leaf.text, part.field->words);
    else if (kind == FieldKind::Number && leaf.isNumeric)
        value = leaf.number;
    if (value) {
        m_sink.sample(handle(entry, part), {reading.time, *value});
        reading.isUsed = true;
        return;
    }
    QString path = toText(entry.attribute) + QLatin1Char('.');
    if (!leaf.group.empty())
        path += toText(leaf.group) + QLatin1Char('.');
    path += toText(leaf.name);
    if (kind == FieldKind::Event)
        tellInstant(reading, path, toText(leaf.text));
    else if (kind == FieldKind::Text || !part.field)
        tellChange(reading, path, toText(leaf.text));
}

void AttributeTable::tell(Reading &reading, const QString &kind, const QString &text)
{
    m_sink.event({toText(reading.entry.sensor), kind, text, reading.time, reading.measurement.timed});
    reading.isUsed = true;
}

void AttributeTable::tellInstant(Reading &reading, const QString &kind, const QString &text)
{
    ++m_instants;
    tell(reading, kind, text);
}

void AttributeTable::tellChange(Reading &reading, const QString &kind, const QString &text)
{
    QString &known = reading.entry.texts[kind];
    reading.isUsed = true;
    if (known == text && !known.isNull())
        return;
    known = text;
    tell(reading, kind, text);
}

void AttributeTable::tellPress(Reading &reading, const QString &what)
{
    const MeasurementFields &measurement = reading.measurement;
    const QString attribute = toText(reading.entry.attribute);
    const bool isNumbered = measurement.payload.kind != ValueKind::Flag && measurement.payload.isNumeric;
    const QString text = isNumbered ? attribute + QLatin1Char(' ') + toText(measurement.payload.text) : attribute;
    tellInstant(reading, what.isEmpty() ? QStringLiteral("button") : what, text);
}

void AttributeTable::keepAsText(Reading &reading)
{
    const std::string_view written = reading.measurement.payload.written();
    tell(reading, toText(reading.entry.attribute), toText(written));
    if (reading.entry.type != &anyType())
        m_sink.problem(Problem::BadValue, tr("Sensor \"%1\", \"%2\": a payload that is no %3; kept as a text")
                                              .arg(toText(reading.entry.sensor), toText(reading.entry.attribute),
                                                   toText(reading.entry.type->name)));
}

SeriesInfo AttributeTable::infoOf(const Entry &entry) const
{
    SeriesInfo info;
    info.key.device = toText(entry.sensor);
    info.key.attribute = toText(entry.attribute);
    info.interpolation = entry.type->interpolation;
    return info;
}

SeriesHandle AttributeTable::own(Entry &entry)
{
    if (!entry.own) {
        SeriesInfo info = infoOf(entry);
        info.unit = toText(entry.type->unit);
        info.states = wordList(entry.type->words);
        entry.own = m_sink.series(info);
    }
    return *entry.own;
}

AttributeTable::Component &AttributeTable::component(Entry &entry, std::string_view group, std::string_view name)
{
    const auto fits = [group, name](const Component &part) { return part.name == name && part.group == group; };
    auto &all = entry.components;
    if (entry.cursor < all.size() && fits(all[entry.cursor]))
        return all[entry.cursor++];
    const auto known = std::find_if(all.begin(), all.end(), fits);
    if (known != all.end()) {
        entry.cursor = static_cast<std::size_t>(known - all.begin()) + 1;
        return *known;
    }
    if (all.size() >= maxComponents)
        all.pop_back();
    entry.cursor = all.size() + 1;
    return all.emplace_back(Component{std::string(group), std::string(name), fieldOf(*entry.type, group, name), {}});
}

SeriesHandle AttributeTable::handle(Entry &entry, Component &part)
{
    if (part.handle)
        return *part.handle;
    SeriesInfo info = infoOf(entry);
    if (!part.group.empty())
        info.key.attribute += QLatin1Char('.') + toText(part.group);
    info.key.component = part.field ? toText(part.field->component) : toText(part.name);
    info.unit = part.field ? toText(part.field->unit) : QString();
    if (part.field && part.field->kind == FieldKind::Choice) {
        info.states = wordList(part.field->words);
        info.interpolation = Interpolation::HoldLast;
    }
    if (part.group == "digest" && part.name != "count")
        info.unit = toText(entry.type->unit);
    part.handle = part.field && part.field->component.empty() && part.field->kind == FieldKind::Number
                      ? own(entry)
                      : m_sink.series(info);
    return *part.handle;
}

} // namespace watchglass::protocol::sensocto
