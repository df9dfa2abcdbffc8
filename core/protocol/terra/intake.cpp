#include "core/protocol/terra/intake.h"

#include "core/format/value_format.h"

#include <algorithm>
#include <cmath>

namespace watchglass::protocol::terra {

namespace {

/// A source that invents names without end must not fill our memory.
constexpr std::size_t maxStreams = 200'000;
constexpr std::size_t maxComponents = 64;
constexpr std::size_t longestText = 200;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

char capital(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

} // namespace

Intake::Intake(SourceSink &sink, Clock &clock, KnownUnits units)
    : m_sink(sink)
    , m_clock(clock)
    , m_units(std::move(units))
{}

void Intake::take(const DispatchFields &fields)
{
    Stream *stream = streamOf(fields);
    if (!stream) {
        m_sink.problem(Problem::BadValue, tr("Too many series; the rest is left out"));
        return;
    }
    const bool isTimed = fields.timed == Timed::Given;
    const Timestamp time = isTimed ? fields.time : arrivalTime(*stream);
    if (fields.isSynthetic)
        markSynthetic(fields, time);
    const Shape shape = stream->known ? stream->known->shape : Shape::Scalar;
    const bool prefersVector = shape != Shape::Scalar;
    if (!fields.vector.empty() && (prefersVector || (!fields.value && fields.text.empty()))) {
        if (shape == Shape::Waveform)
            takeWaveform(*stream, time, fields.vector);
        else if (shape == Shape::Scalar && fields.vector.size() == 1)
            takeScalar(*stream, {time, fields.vector.front()});
        else
            takeVector(*stream, time, fields.vector);
    } else if (fields.value) {
        takeScalar(*stream, {time, *fields.value});
    } else if (!fields.text.empty()) {
        m_sink.event({stream->user, stream->type, text(fields.text.substr(0, longestText)), time, isTimed});
    }
}

Intake::Stream *Intake::streamOf(const DispatchFields &fields)
{
    Entry *entry = m_last ? m_last->next : nullptr;
    if (!entry || entry->type != fields.type || entry->user != fields.user) {
        const auto known = m_index.find(Key{fields.user, fields.type});
        entry = known != m_index.end() ? known->second : insert(fields.user, fields.type);
        if (!entry)
            return nullptr;
        if (m_last)
            m_last->next = entry;
    }
    m_last = entry;
    return entry->stream;
}

Intake::Entry *Intake::insert(std::string_view user, std::string_view type)
{
    if (m_entries.size() >= maxStreams)
        return nullptr;
    Entry &entry = m_entries.emplace_back(Entry{std::string(user), std::string(type), nullptr, nullptr});
    std::string capitals(type);
    std::transform(capitals.begin(), capitals.end(), capitals.begin(), capital);
    entry.stream = made(user, capitals);
    entry.next = &entry;
    m_index.emplace(Key{entry.user, entry.type}, &entry);
    return &entry;
}

Intake::Stream *Intake::made(std::string_view user, std::string_view type)
{
    std::string key(user);
    key += '\0';
    key += type;
    std::unique_ptr<Stream> &stream = m_streams[key];
    if (stream)
        return stream.get();
    greet(user);
    stream = std::make_unique<Stream>();
    stream->user = text(user);
    stream->type = text(type);
    stream->known = dataType(type);
    stream->unit = unitOf(stream->known);
    return stream.get();
}

void Intake::greet(std::string_view user)
{
    if (!m_users.emplace(user).second)
        return;
    DeviceUpdate update;
    update.id = text(user);
    m_sink.device(update);
}

Timestamp Intake::arrivalTime(Stream &stream)
{
    const Timestamp now = m_clock.now();
    if (!stream.isToldUntimed) {
        stream.isToldUntimed = true;
        m_sink.event({stream.user, QStringLiteral("untimed"),
                      tr("%1 comes without a time; the time of its arrival is taken").arg(stream.type), now, false});
    }
    return now;
}

void Intake::markSynthetic(const DispatchFields &fields, Timestamp time)
{
    if (m_synthetic.emplace(fields.user).second)
        m_sink.event({text(fields.user), QStringLiteral("synthetic"),
                      tr("Test traffic: these values come from no real device"), time, fields.timed == Timed::Given});
}

QString Intake::unitOf(const DataType *known) const
{
    if (!known)
        return {};
    const QString published = format::canonicalUnit(text(known->unit));
    if (known->isUnitVerified)
        return published;
    const QString &sure = known->name == "SPEED" ? m_units.speed : m_units.stepsCadence;
    return sure.isEmpty() ? published + QLatin1Char('?') : format::canonicalUnit(sure);
}

SeriesHandle Intake::handle(Stream &stream, const QString &component) const
{
    SeriesInfo info;
    info.key.device = stream.user;
    info.key.attribute = stream.type;
    info.key.component = component;
    info.unit = stream.unit;
    if (stream.known && stream.known->isStepped)
        info.interpolation = Interpolation::HoldLast;
    return m_sink.series(info);
}

void Intake::takeScalar(Stream &stream, Sample sample)
{
    if (std::isnan(sample.value))
        return; // counted by the decoder
    if (!stream.scalar)
        stream.scalar = handle(stream, {});
    m_sink.sample(*stream.scalar, sample);
}

void Intake::takeVector(Stream &stream, Timestamp time, std::span<const double> values)
{
    const std::size_t count = std::min(values.size(), maxComponents);
    for (std::size_t i = stream.components.size(); i < count; ++i) {
        QString name = QString::number(i);
        if (stream.known && i < stream.known->components.size() && !stream.known->components[i].empty())
            name = text(stream.known->components[i]);
        stream.components.push_back(handle(stream, name));
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (!std::isnan(values[i]))
            m_sink.sample(stream.components[i], {time, values[i]});
    }
    if (values.size() > maxComponents)
        m_sink.problem(Problem::BadValue, tr("User \"%1\", type \"%2\": %3 components, of which %4 are kept")
                                              .arg(stream.user, stream.type)
                                              .arg(values.size())
                                              .arg(maxComponents));
}

void Intake::takeWaveform(Stream &stream, Timestamp time, std::span<const double> values)
{
    if (!stream.scalar)
        stream.scalar = handle(stream, {});
    stream.waveform.add(time, values, [this, &stream](Sample sample) { deliver(stream, sample); });
}

void Intake::flush()
{
    for (const auto &[key, stream] : m_streams)
        stream->waveform.flush([this, &held = *stream](Sample sample) { deliver(held, sample); });
}

void Intake::deliver(const Stream &stream, Sample sample)
{
    if (!std::isnan(sample.value))
        m_sink.sample(*stream.scalar, sample);
}

} // namespace watchglass::protocol::terra
