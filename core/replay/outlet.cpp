#include "core/replay/outlet.h"

#include "core/protocol/sensocto/attribute_type.h"
#include "core/protocol/sensocto/producer.h"
#include "core/protocol/terra/producer.h"

#include <QCoreApplication>
#include <QHash>

namespace watchglass::replay {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::replay::Outlet)
};

/// Letters, digits and '_', as both services want their names.
QString plainName(const QString &text)
{
    QString name = text;
    for (QChar &letter : name) {
        if (!(letter.unicode() < 128 && letter.isLetterOrNumber()))
            letter = QLatin1Char('_');
    }
    return name.left(64);
}

class SensoctoOutlet final : public Outlet, private protocol::sensocto::Producer::Listener
{
public:
    SensoctoOutlet(const OutletOptions &options, Clock &clock)
        : m_producer(options.address, identity(options), *this, clock)
    {}

    void start() override { m_producer.start(); }
    void stop() override { m_producer.stop(); }
    bool offer(const SeriesInfo &series, Sample sample) override
    {
        return m_producer.pending() < protocol::sensocto::Producer::defaultCapacity
               && m_producer
                      .offer({attributeId(series), protocol::sensocto::numberPayload(sample.value), sample.time, {}})
                      .ok();
    }
    std::size_t pending() const override { return m_producer.pending(); }
    std::uint64_t delivered() const override { return m_producer.counters().delivered; }
    SourceState state() const override { return m_state; }

private:
    static QString attributeId(const SeriesInfo &series) { return plainName(series.key.attributePath()); }
    static protocol::sensocto::ProducerIdentity identity(const OutletOptions &options)
    {
        protocol::sensocto::ProducerIdentity identity;
        identity.connectorId = QStringLiteral("watchglass");
        identity.connectorName = QStringLiteral("Watchglass");
        identity.sensorId = plainName(options.device);
        identity.sensorName = options.name;
        identity.sensorType = QStringLiteral("generic");
        identity.roomId = options.room;
        for (const SeriesInfo &series : options.series) {
            const QString id = attributeId(series);
            const bool isKnown = protocol::sensocto::typeNamed(id.toStdString());
            identity.attributes.push_back({id, isKnown ? id : QStringLiteral("temperature"), 1.0});
        }
        return identity;
    }
    void producerState(const SourceState &state) override { m_state = state; }

    SourceState m_state;
    protocol::sensocto::Producer m_producer;
};

class TerraOutlet final : public Outlet, private protocol::terra::Producer::Listener
{
public:
    static constexpr std::size_t capacity = 10'000;

    TerraOutlet(const OutletOptions &options, Clock &clock)
        : m_producer({options.address, options.user, capacity}, *this, clock)
    {}

    void start() override { m_producer.start(); }
    void stop() override { m_producer.stop(); }
    bool offer(const SeriesInfo &series, Sample sample) override
    {
        return m_producer.queued() < capacity
               && m_producer.submit(plainName(series.key.attributePath()).toUpper(), sample.time, sample.value);
    }
    std::size_t pending() const override { return m_producer.queued(); }
    std::uint64_t delivered() const override { return m_producer.counters().sent; }
    SourceState state() const override { return m_state; }

private:
    void producerState(const SourceState &state) override { m_state = state; }
    void producerProblem(protocol::Problem, const QString &) override {}

    SourceState m_state;
    protocol::terra::Producer m_producer;
};

} // namespace

Result<std::unique_ptr<Outlet>> makeOutlet(const OutletOptions &options, Clock &clock)
{
    switch (options.address.service) {
    case protocol::Service::Sensocto:
        return std::unique_ptr<Outlet>(std::make_unique<SensoctoOutlet>(options, clock));
    case protocol::Service::Terra:
        if (options.user.isEmpty())
            return Error{ErrorCode::Missing, Texts::tr("Terra wants to know whose data this is: name its user.")};
        return std::unique_ptr<Outlet>(std::make_unique<TerraOutlet>(options, clock));
    default:
        break;
    }
    return Error{ErrorCode::Unsupported, Texts::tr("Only Sensocto and Terra take samples from us.")};
}

} // namespace watchglass::replay
