#include "core/exchange/decoder_sink.h"
#include "core/exchange/json_reader.h"
#include "core/exchange/texts.h"
#include "core/protocol/disruptive/decoder.h"
#include "core/protocol/disruptive/delivery.h"
#include "core/protocol/terra/decoder.h"
#include "core/protocol/terra/intake.h"

namespace watchglass::exchange {

namespace {

namespace terra = protocol::terra;
namespace disruptive = protocol::disruptive;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Messages of Terra's gateway; what is no DISPATCH counts as a row and says nothing.
class TerraLines final : public JsonReader, private terra::FrameHandler
{
public:
    explicit TerraLines(const JsonContext &context)
        : m_clock(context.untimed)
        , m_sink(context.options.source, context.sink, context.report)
        , m_intake(m_sink, m_clock)
    {}

    Result<std::int64_t> take(const protocol::PaddedText &text, std::int64_t line) override
    {
        m_sink.setLine(line);
        const auto decoded = m_decoder.decode(text.text(), *this);
        if (!decoded)
            return decoded.error();
        return 1;
    }
    void finish() override { m_intake.flush(); }

private:
    void hello(std::optional<Duration>) override {}
    void heartbeatAck() override {}
    void ready() override {}
    void dispatch(const terra::DispatchFields &fields) override { m_intake.take(fields); }
    void badValue(std::string_view, std::string_view type, std::string_view why) override
    {
        m_sink.problem(protocol::Problem::BadValue, textOf(type) + QStringLiteral(": ") + textOf(why));
    }
    void unknownFrame(std::string_view op) override
    {
        m_sink.problem(protocol::Problem::UnknownFrame, Texts::tr("an unknown message, op %1").arg(textOf(op)));
    }

    StillClock m_clock;
    DecoderSink m_sink;
    terra::Intake m_intake;
    terra::Decoder m_decoder;
};

/// Messages of the stream and of data connectors, pages of history and of devices, each told by its fields.
class DisruptiveTexts final : public JsonReader
{
public:
    explicit DisruptiveTexts(const JsonContext &context)
        : m_clock(context.untimed)
        , m_sink(context.options.source, context.sink, context.report)
        , m_delivery(m_clock, m_sink)
    {
        m_delivery.setHistoric(true);
    }

    Result<std::int64_t> take(const protocol::PaddedText &text, std::int64_t line) override
    {
        m_sink.setLine(line);
        const std::string_view json = text.text();
        const std::string_view head = json.substr(0, 64);
        const auto isList = [&head](std::string_view name) { return head.find(name) != std::string_view::npos; };
        if (isList("\"events\"") || isList("\"devices\"")) {
            const auto page =
                isList("\"events\"") ? m_decoder.eventPage(json, m_delivery) : m_decoder.devicePage(json, m_delivery);
            if (!page)
                return page.error();
            return static_cast<std::int64_t>(page.value().items);
        }
        const auto message = m_decoder.message(text.view(), m_delivery);
        if (!message)
            return message.error();
        if (const auto error = m_delivery.takeError())
            return Error{ErrorCode::Refused, error->text};
        return 1;
    }

private:
    StillClock m_clock;
    DecoderSink m_sink;
    disruptive::Delivery m_delivery;
    disruptive::Decoder m_decoder;
};

} // namespace

std::unique_ptr<JsonReader> makeTerraLines(const JsonContext &context)
{
    return std::make_unique<TerraLines>(context);
}

std::unique_ptr<JsonReader> makeDisruptive(const JsonContext &context)
{
    return std::make_unique<DisruptiveTexts>(context);
}

} // namespace watchglass::exchange
