#include "app/simulator/sensocto/phoenix_frame.h"

#include "app/simulator/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace watchglass::sim::sensocto {

namespace {

constexpr char pushKind = 0;
constexpr char replyKind = 1;

bool isRef(const QJsonValue &value)
{
    return value.isNull() || value.isString() || value.isDouble();
}

std::optional<Frame> checked(Frame frame, const QJsonValue &topic, const QJsonValue &event)
{
    if (!topic.isString() || !event.isString() || !isRef(frame.ref) || !isRef(frame.joinRef))
        return std::nullopt;
    frame.topic = topic.toString();
    frame.event = event.toString();
    return frame;
}

QByteArray refBytes(const QJsonValue &ref)
{
    return ref.isDouble() ? QByteArray::number(ref.toInteger()) : ref.toString().toUtf8();
}

} // namespace

std::optional<Frame> readText(const QByteArray &text, Vsn vsn)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    Frame frame;
    if (vsn == Vsn::V2) {
        const QJsonArray array = document.array();
        if (array.size() != 5)
            return std::nullopt;
        frame.joinRef = array.at(0);
        frame.ref = array.at(1);
        frame.payload = array.at(4);
        return checked(std::move(frame), array.at(2), array.at(3));
    }
    const QJsonObject object = document.object();
    for (const auto *key : {"topic", "event", "payload", "ref"}) {
        if (!object.contains(QLatin1String(key)))
            return std::nullopt;
    }
    frame.joinRef = QJsonValue::Null;
    frame.ref = object.value(QLatin1String("ref"));
    frame.payload = object.value(QLatin1String("payload"));
    return checked(std::move(frame), object.value(QLatin1String("topic")), object.value(QLatin1String("event")));
}

std::optional<Frame> readBinary(const QByteArray &bytes)
{
    constexpr qsizetype headBytes = 5;
    if (bytes.size() < headBytes || bytes.at(0) != pushKind)
        return std::nullopt;
    std::array<QString, 4> texts;
    qsizetype at = headBytes;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto size = static_cast<qsizetype>(static_cast<unsigned char>(bytes.at(static_cast<qsizetype>(i) + 1)));
        if (at + size > bytes.size())
            return std::nullopt;
        texts[i] = QString::fromUtf8(bytes.mid(at, size));
        at += size;
    }
    return Frame{texts[0], texts[1], texts[2], texts[3], QJsonValue::Null, bytes.mid(at)};
}

std::string frameText(Vsn vsn, const Envelope &to, std::string_view event, std::string_view payload)
{
    std::string out;
    const std::string ref = valueText(to.ref);
    if (vsn == Vsn::V2)
        out = '[' + valueText(to.joinRef) + ',' + ref + ',';
    else
        out = "{\"ref\":" + ref + ",\"topic\":";
    appendJsonString(out, to.topic.toUtf8());
    out += vsn == Vsn::V2 ? ",\"" : ",\"event\":\"";
    out += event;
    out += vsn == Vsn::V2 ? "\"," : "\",\"payload\":";
    out += payload;
    out += vsn == Vsn::V2 ? ']' : '}';
    return out;
}

std::string binaryReply(const Envelope &to, const QByteArray &status, const QByteArray &data)
{
    const std::array<QByteArray, 4> texts{refBytes(to.joinRef), refBytes(to.ref), to.topic.toUtf8(), status};
    QByteArray out(1, replyKind);
    for (const QByteArray &text : texts)
        out += static_cast<char>(text.size());
    for (const QByteArray &text : texts)
        out += text;
    return (out + data).toStdString();
}

std::string valueText(const QJsonValue &value)
{
    // jsonText() takes objects; any value is what stands between the ends of {"a":...}.
    const std::string text = jsonText({{QStringLiteral("a"), value}});
    return text.substr(5, text.size() - 6);
}

} // namespace watchglass::sim::sensocto
