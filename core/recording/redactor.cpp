#include "core/recording/redactor.h"

#include "core/protocol/source_setup.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace watchglass::recording {

namespace {

using namespace std::string_view_literals;

/// A shorter word of a secret is left where no name tells that it is one: it would be found everywhere.
constexpr qsizetype leastWord = 4;
constexpr qsizetype mostNameLength = 48;
constexpr qsizetype leastBeginning = 8;

/// Letters of which three stand in every name that names a secret. The first two are looked for.
constexpr std::array stems{"oke"sv, "key"sv, "swo"sv, "swd"sv, "jwt"sv, "iza"sv, "bea"sv, "sec"sv, "ass"sv, "oki"sv};

constexpr std::array secretEnds{"token"sv,      "password"sv,  "passwd"sv,        "secret"sv, "apikey"sv, "secretkey"sv,
                                "privatekey"sv, "assertion"sv, "authorization"sv, "cookie"sv, "jwt"sv,    "bearer"sv};
/// What pages through lists is no secret, and a replay needs it.
constexpr std::array openEnds{"pagetoken"sv, "continuationtoken"sv, "resumetoken"sv, "synctoken"sv};

char lower(char c)
{
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool isStem(QByteArrayView bytes, qsizetype at)
{
    if (bytes.size() - at < 3)
        return false;
    const char letters[] = {lower(bytes[at]), lower(bytes[at + 1]), lower(bytes[at + 2])};
    return std::find(stems.begin(), stems.end(), std::string_view(letters, 3)) != stems.end();
}

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isHeaderName(QByteArrayView name)
{
    return name.size() >= 6 && (name.endsWith("ization") || name.endsWith("ookie"));
}

/// Goes over bytes from a place on; past the end it sees zeros.
struct Walk
{
    QByteArrayView bytes;
    qsizetype at;

    char here() const { return at < bytes.size() ? bytes[at] : '\0'; }
    bool skip(QByteArrayView text)
    {
        if (!bytes.sliced(std::min(at, bytes.size())).startsWith(text))
            return false;
        at += text.size();
        return true;
    }
    void skipSpace()
    {
        while (isSpace(here()))
            ++at;
    }
};

/// Where the text that begins at `walk` ends, which a quote closes; in JSON inside JSON, an escaped one.
qsizetype endOfText(const Walk &walk, bool isNested)
{
    for (qsizetype i = walk.at; i < walk.bytes.size(); ++i) {
        if (walk.bytes[i] == '"')
            return i;
        if (walk.bytes[i] != '\\')
            continue;
        if (isNested && i + 1 < walk.bytes.size() && walk.bytes[i + 1] == '"')
            return i;
        ++i;
    }
    return walk.bytes.size();
}

qsizetype endOfItem(const Walk &walk)
{
    static constexpr std::string_view closing = "&;#\"\\ \t\r\n<>,)";
    qsizetype i = walk.at;
    while (i < walk.bytes.size() && closing.find(walk.bytes[i]) == std::string_view::npos
           && !walk.bytes.sliced(i).startsWith("%26"))
        ++i;
    return i;
}

qsizetype endOfLine(const Walk &walk)
{
    qsizetype i = walk.at;
    while (i < walk.bytes.size() && walk.bytes[i] != '\r' && walk.bytes[i] != '\n' && walk.bytes[i] != '"')
        ++i;
    return i;
}

struct Value
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

/// The value that follows a secret's name, of which `walk` stands behind; empty when there is none.
Value valueAfter(Walk walk, QByteArrayView name)
{
    if (walk.skip("=") || walk.skip("%3D") || walk.skip("%3d"))
        return {walk.at, endOfItem(walk)};
    const bool isNested = walk.skip("\\\"");
    const bool isQuoted = isNested || walk.skip("\"");
    walk.skipSpace();
    const bool isPair = isQuoted && isHeaderName(name) && walk.skip(",");
    if (!isPair && !walk.skip(":"))
        return {};
    walk.skipSpace();
    if (walk.skip(isNested ? QByteArrayView("\\\"") : QByteArrayView("\"")))
        return {walk.at, endOfText(walk, isNested)};
    if (!isQuoted && isHeaderName(name))
        return {walk.at, endOfLine(walk)};
    return {};
}

/// Colons stay: they part the words of a token, which a client that is played may want to count.
void hide(QByteArray &bytes, qsizetype begin, qsizetype end)
{
    const auto isHidden = [](char byte) { return byte != ':'; };
    std::replace_if(bytes.begin() + begin, bytes.begin() + end, isHidden, '*');
}

} // namespace

bool namesSecret(QByteArrayView name)
{
    std::array<char, mostNameLength> letters;
    std::size_t count = 0;
    for (const char c : name.last(std::min(name.size(), mostNameLength))) {
        if (c != '_' && c != '-')
            letters[count++] = lower(c);
    }
    const std::string_view plain(letters.data(), count);
    const auto endsPlain = [plain](std::string_view end) { return plain.ends_with(end); };
    return std::any_of(secretEnds.begin(), secretEnds.end(), endsPlain)
           && std::none_of(openEnds.begin(), openEnds.end(), endsPlain);
}

Redactor::Redactor(const protocol::SourceAddress &address)
{
    protocol::SourceAddress bare = address;
    addSecret(address.token.toUtf8());
    addSecret(protocol::takeSecret(bare).toUtf8());
    addSecret(address.transport.proxy.password().toUtf8());
    for (const auto &[name, value] : address.transport.headers) {
        if (namesSecret(name))
            addSecret(value.mid(value.startsWith("Bearer ") ? 7 : value.startsWith("Basic ") ? 6 : 0));
    }
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
    m_secrets.erase(std::unique(m_secrets.begin(), m_secrets.end()), m_secrets.end());
    for (const QByteArray &secret : m_secrets)
        addTrigger(secret[0], secret[1]);
    for (const std::string_view stem : stems) {
        const char upper[] = {static_cast<char>(stem[0] - 'a' + 'A'), static_cast<char>(stem[1] - 'a' + 'A')};
        addTrigger(stem[0], stem[1]);
        addTrigger(upper[0], stem[1]);
        addTrigger(stem[0], upper[1]);
        addTrigger(upper[0], upper[1]);
    }
}

void Redactor::addSecret(const QByteArray &secret)
{
    addPlain(secret);
    if (!secret.contains(':'))
        return;
    const QList<QByteArray> words = secret.split(':');
    for (const QByteArray &word : words)
        addPlain(word);
    if (words.size() > 2) // what Basic authentication makes of the first two
        addPlain(words[0] + ':' + words[1]);
}

void Redactor::addPlain(const QByteArray &secret)
{
    if (secret.size() < leastWord)
        return;
    const QByteArray json =
        QJsonDocument(QJsonArray{QString::fromUtf8(secret)}).toJson(QJsonDocument::Compact).mid(2).chopped(2);
    const QByteArray base64 = secret.toBase64(QByteArray::OmitTrailingEquals);
    const QByteArray urlBase64 = secret.toBase64(QByteArray::OmitTrailingEquals | QByteArray::Base64UrlEncoding);
    m_secrets.insert(m_secrets.end(), {secret, json, base64, urlBase64, secret.toPercentEncoding(),
                                       secret.toPercentEncoding(":"), QByteArray(json).replace('/', "\\/")});
}

void Redactor::addTrigger(char first, char second)
{
    m_triggers.set(static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8
                   | static_cast<unsigned char>(second));
}

qsizetype Redactor::ownSecretAt(QByteArrayView bytes, qsizetype at) const
{
    for (const QByteArray &secret : m_secrets) {
        if (bytes.size() - at >= secret.size()
            && std::memcmp(bytes.data() + at, secret.constData(), static_cast<std::size_t>(secret.size())) == 0)
            return secret.size();
    }
    return 0;
}

std::vector<Redactor::Range> Redactor::secretsIn(QByteArrayView bytes) const
{
    std::vector<Range> found;
    std::size_t pair = bytes.isEmpty() ? 0 : static_cast<unsigned char>(bytes[0]);
    qsizetype nameEnd = 0; // names up to here were looked at
    for (qsizetype at = 0; at + 1 < bytes.size(); ++at) {
        pair = (pair << 8 | static_cast<unsigned char>(bytes[at + 1])) & 0xffff;
        if (!m_triggers[pair])
            continue;
        if (const qsizetype length = ownSecretAt(bytes, at); length > 0)
            found.push_back({at, at + length});
        if (at < nameEnd || !isStem(bytes, at))
            continue;
        qsizetype begin = at;
        while (begin > 0 && at - begin < mostNameLength && isNameByte(bytes[begin - 1]))
            --begin;
        nameEnd = at;
        while (nameEnd < bytes.size() && nameEnd - at < mostNameLength && isNameByte(bytes[nameEnd]))
            ++nameEnd;
        const QByteArrayView name = bytes.sliced(begin, nameEnd - begin);
        if (!namesSecret(name))
            continue;
        const Value value = valueAfter({bytes, nameEnd}, name);
        if (value.end > value.begin)
            found.push_back({value.begin, value.end});
    }
    return found;
}

bool Redactor::redact(QByteArray &bytes) const
{
    const auto found = secretsIn(bytes);
    for (const Range &range : found)
        hide(bytes, range.begin, range.end);
    return !found.empty();
}

bool Redactor::redactPiece(QByteArray &bytes, QByteArray &rest) const
{
    if (bytes.isEmpty())
        return false;
    const qsizetype expected = std::min(rest.size(), bytes.size());
    const bool goesOn = expected > 0 && std::memcmp(rest.constData(), bytes.constData(), std::size_t(expected)) == 0;
    if (goesOn)
        hide(bytes, 0, expected);
    rest = goesOn ? rest.mid(expected) : QByteArray();
    const bool isFound = redact(bytes) || goesOn;
    if (!rest.isEmpty())
        return true;
    qsizetype begun = leastBeginning - 1;
    for (const QByteArray &secret : m_secrets) {
        for (qsizetype length = std::min(secret.size() - 1, bytes.size()); length > begun; --length) {
            if (!bytes.endsWith(QByteArrayView(secret).first(length)))
                continue;
            begun = length;
            rest = secret.mid(length);
        }
    }
    if (rest.isEmpty())
        return isFound;
    hide(bytes, bytes.size() - begun, bytes.size());
    return true;
}

QString Redactor::redacted(const QString &text) const
{
    QByteArray bytes = text.toUtf8();
    return redact(bytes) ? QString::fromUtf8(bytes) : text;
}

} // namespace watchglass::recording
