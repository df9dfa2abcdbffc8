#include "core/protocol/sensocto/phoenix_codec.h"

#include "core/protocol/json_value.h"

#include <QCoreApplication>

#include <array>

namespace watchglass::protocol::sensocto {

namespace {

constexpr int largestText = 255; // one byte per size

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::PhoenixDecoder)
};

Error malformed()
{
    return {ErrorCode::Malformed, Texts::tr("The server sent a message that is no frame of its protocol")};
}

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

enum class Token { Text, Null, Escaped, Broken };

/// Reads the four texts in front of the payload. They hardly ever hold escapes; where they do, simdjson has a go.
class HeaderScanner
{
public:
    explicit HeaderScanner(std::string_view text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    {}

    void skipBlanks()
    {
        while (m_at != m_end && isBlank(*m_at))
            ++m_at;
    }
    bool take(char c)
    {
        skipBlanks();
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    Token next(std::string_view &out)
    {
        skipBlanks();
        if (m_end - m_at >= 4 && std::memcmp(m_at, "null", 4) == 0) {
            m_at += 4;
            return Token::Null;
        }
        if (m_at == m_end || *m_at != '"')
            return Token::Broken;
        const char *begin = ++m_at;
        while (m_at != m_end && *m_at != '"' && *m_at != '\\' && static_cast<unsigned char>(*m_at) >= 0x20)
            ++m_at;
        if (m_at == m_end)
            return Token::Broken;
        if (*m_at != '"')
            return *m_at == '\\' ? Token::Escaped : Token::Broken;
        out = {begin, static_cast<std::size_t>(m_at - begin)};
        ++m_at;
        return Token::Text;
    }
    std::string_view rest()
    {
        skipBlanks();
        return {m_at, static_cast<std::size_t>(m_end - m_at)};
    }

private:
    const char *m_at;
    const char *m_end;
};

/// The payload: what stands between the header and the bracket that ends the frame.
bool cutPayload(std::string_view rest, PhoenixFrame &frame)
{
    while (!rest.empty() && isBlank(rest.back()))
        rest.remove_suffix(1);
    if (rest.empty() || rest.back() != ']')
        return false;
    rest.remove_suffix(1);
    while (!rest.empty() && isBlank(rest.back()))
        rest.remove_suffix(1);
    frame.payload = rest;
    return !rest.empty();
}

/// Sizes first, then the texts, then the data.
template <std::size_t Count>
bool cutTexts(std::string_view bytes, std::array<std::string_view, Count> &texts, std::string_view &data)
{
    std::size_t at = 1 + Count;
    for (std::size_t i = 0; i < Count; ++i) {
        if (bytes.size() < 2 + i)
            return false;
        const std::size_t size = static_cast<unsigned char>(bytes[1 + i]);
        if (bytes.size() < at + size)
            return false;
        texts[i] = bytes.substr(at, size);
        at += size;
    }
    data = bytes.substr(at);
    return true;
}

std::optional<std::string_view> present(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

} // namespace

Result<PhoenixFrame> PhoenixDecoder::decode(QStringView text)
{
    if (!m_text.assign(text))
        return malformed();
    return decodeHeld();
}

Result<PhoenixFrame> PhoenixDecoder::decode(std::string_view utf8)
{
    m_text.assign(utf8);
    return decodeHeld();
}

Result<PhoenixFrame> PhoenixDecoder::decodeHeld()
{
    HeaderScanner scanner(m_text.text());
    if (!scanner.take('[')) {
        if (!scanner.take('{'))
            return malformed();
        return Error{ErrorCode::Unsupported,
                     Texts::tr("The server speaks version 1 of its protocol although version 2 was asked for")};
    }
    PhoenixFrame frame;
    std::array<std::string_view, 4> texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Token token = scanner.next(texts[i]);
        if (token == Token::Escaped)
            return decodeWithEscapes();
        const bool mayBeNull = i < 2;
        if (token == Token::Broken || (token == Token::Null && !mayBeNull) || !scanner.take(','))
            return malformed();
        if (token == Token::Text && i == 0)
            frame.joinRef = texts[i];
        else if (token == Token::Text && i == 1)
            frame.ref = texts[i];
    }
    frame.topic = texts[2];
    frame.event = texts[3];
    if (!cutPayload(scanner.rest(), frame))
        return malformed();
    if (frame.topic.empty() || frame.event.empty())
        return Error{ErrorCode::Missing, Texts::tr("The server sent a frame without topic or event")};
    return frame;
}

Result<PhoenixFrame> PhoenixDecoder::decodeWithEscapes()
{
    simdjson::ondemand::document document;
    json::Array array;
    if (m_parser.iterate(m_text.view()).get(document) != simdjson::SUCCESS
        || document.get_array().get(array) != simdjson::SUCCESS)
        return malformed();
    PhoenixFrame frame;
    std::array<std::string_view, 4> texts;
    std::size_t index = 0;
    for (auto item : array) {
        json::Value value;
        if (std::move(item).get(value) != simdjson::SUCCESS)
            return malformed();
        if (index == texts.size()) {
            const char *begin = json::token(value).data();
            frame.payload = m_text.text().substr(static_cast<std::size_t>(begin - m_text.text().data()));
            break;
        }
        const json::Read read = json::readText(value, texts[index]);
        if (read == json::Read::Unfit || (read == json::Read::Null && index > 1))
            return malformed();
        if (read == json::Read::Ok && index < 2)
            (index == 0 ? frame.joinRef : frame.ref) = texts[index];
        ++index;
    }
    frame.topic = texts[2];
    frame.event = texts[3];
    if (!cutPayload(frame.payload, frame))
        return malformed();
    if (frame.topic.empty() || frame.event.empty())
        return Error{ErrorCode::Missing, Texts::tr("The server sent a frame without topic or event")};
    return frame;
}

Result<PhoenixFrame> PhoenixDecoder::decodeBinary(std::string_view bytes) const
{
    enum Kind : unsigned char { Push, Reply, Broadcast };
    PhoenixFrame frame;
    frame.isBinary = true;
    if (bytes.empty())
        return malformed();
    switch (static_cast<unsigned char>(bytes.front())) {
    case Push: {
        std::array<std::string_view, 3> texts; // a server's push has no ref
        if (!cutTexts(bytes, texts, frame.payload))
            return malformed();
        frame.joinRef = present(texts[0]);
        frame.topic = texts[1];
        frame.event = texts[2];
        break;
    }
    case Reply: {
        std::array<std::string_view, 4> texts;
        if (!cutTexts(bytes, texts, frame.payload))
            return malformed();
        frame.joinRef = present(texts[0]);
        frame.ref = present(texts[1]);
        frame.topic = texts[2];
        frame.status = texts[3];
        frame.event = "phx_reply";
        break;
    }
    case Broadcast: {
        std::array<std::string_view, 2> texts;
        if (!cutTexts(bytes, texts, frame.payload))
            return malformed();
        frame.topic = texts[0];
        frame.event = texts[1];
        break;
    }
    default:
        return Error{ErrorCode::Unsupported, Texts::tr("The server sent a binary frame of an unknown kind")};
    }
    if (frame.topic.empty() || frame.event.empty())
        return Error{ErrorCode::Missing, Texts::tr("The server sent a frame without topic or event")};
    return frame;
}

Result<PhoenixReply> PhoenixDecoder::reply(const PhoenixFrame &frame)
{
    PhoenixReply reply;
    if (frame.isBinary) {
        reply.ok = frame.status == "ok";
        reply.response = frame.payload;
        return reply;
    }
    simdjson::ondemand::document document;
    json::Object object;
    std::string_view status;
    if (m_replyParser.iterate(frame.paddedPayload()).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return malformed();
    const bool whole = json::forEachField(object, [&](std::string_view name, json::Value &value) {
        if (name == "status") {
            json::readText(value, status);
            return true;
        }
        if (name != "response")
            return true;
        const char *begin = json::token(value).data();
        json::Object response;
        if (json::firstOf(value) != '{') {
            json::readText(value, reply.reason); // some refusals are a bare text
            reply.response = json::token(value);
            return true;
        }
        if (!json::asObject(value, response)
            || !json::forEachField(response, [&reply](std::string_view key, json::Value &inner) {
                   if (key == "reason")
                       json::readText(inner, reply.reason);
                   return true;
               }))
            return false;
        const char *end = nullptr;
        if (document.current_location().get(end) != simdjson::SUCCESS)
            return false;
        while (end > begin && end[-1] != '}')
            --end; // the place is that of the next token, behind a comma or blanks
        reply.response = {begin, static_cast<std::size_t>(end - begin)};
        return true;
    });
    if (!whole || document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        return malformed();
    reply.ok = status == "ok";
    return reply;
}

QByteArray jsonString(const QByteArray &utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    const QByteArray valid = QString::fromUtf8(utf8).toUtf8();
    QByteArray out;
    out.reserve(valid.size() + 2);
    out.append('"');
    for (const char c : valid) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (code < 0x20)
            out.append("\\u00").append(hex[code >> 4]).append(hex[code & 15]);
        else
            out.append(c);
    }
    return out.append('"');
}

QString encodeText(const PhoenixMessage &message)
{
    const auto refText = [](const std::optional<QByteArray> &ref) {
        return ref ? jsonString(*ref) : QByteArrayLiteral("null");
    };
    return QString::fromUtf8('[' + refText(message.joinRef) + ',' + refText(message.ref) + ','
                             + jsonString(message.topic) + ',' + jsonString(message.event) + ',' + message.payload
                             + ']');
}

Result<QByteArray> encodeBinary(const PhoenixMessage &message)
{
    const std::array<QByteArray, 4> texts{message.joinRef.value_or(QByteArray()), message.ref.value_or(QByteArray()),
                                          message.topic, message.event};
    QByteArray bytes(1, '\0');
    for (const QByteArray &text : texts) {
        if (text.size() > largestText)
            return Error{ErrorCode::TooLarge, Texts::tr("A text of a binary frame is longer than 255 bytes")};
        bytes.append(static_cast<char>(text.size()));
    }
    for (const QByteArray &text : texts)
        bytes.append(text);
    return bytes.append(message.payload);
}

} // namespace watchglass::protocol::sensocto
