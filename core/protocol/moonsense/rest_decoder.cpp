#include "core/protocol/moonsense/rest_decoder.h"

#include "core/protocol/moonsense/json_fields.h"
#include "core/protocol/moonsense/schema.h"
#include "core/protocol/padded_text.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchglass::protocol::moonsense {

namespace {

constexpr qsizetype longestDetail = 200;

Error unexpected()
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("moonsense::RestDecoder",
                                        "The service's answer is not what its API promises. Is the address right?")};
}

void setText(json::Value &value, QString &out)
{
    std::string_view text;
    if (json::readText(value, text) == json::Read::Ok)
        out = toQString(text);
}

void setTime(json::Value &value, std::optional<Timestamp> &out)
{
    Timestamp time;
    if (json::readTime(value, time) == json::Read::Ok)
        out = time;
}

void setInteger(json::Value &value, std::int64_t &out)
{
    std::int64_t number = 0;
    if (readInteger(value, number) == json::Read::Ok)
        out = number;
}

/// For each object of a value that should be an array of such; false when the JSON breaks.
template <typename Each>
bool forEachObject(json::Value &value, Each &&each)
{
    json::Array array;
    if (json::firstOf(value) != '[')
        return true; // null or omitted: an empty list
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto item : array) {
        json::Value element;
        json::Object object;
        if (std::move(item).get(element) != simdjson::SUCCESS)
            return false;
        if (json::firstOf(element) == '{' && (!json::asObject(element, object) || !each(object)))
            return false;
    }
    return true;
}

template <typename Each>
bool forEachFieldIn(json::Value &value, Each &&each)
{
    json::Object object;
    if (json::firstOf(value) != '{')
        return true;
    return json::asObject(value, object) && json::forEachField(object, std::forward<Each>(each));
}

bool readPagination(json::Value &value, Pagination &out)
{
    return forEachFieldIn(value, [&out](std::string_view name, json::Value &field) {
        if (isNamed(name, "current_page"))
            setInteger(field, out.current);
        else if (isNamed(name, "next_page"))
            setInteger(field, out.next);
        return true;
    });
}

bool readMetadata(json::Value &value, Session &out)
{
    return forEachFieldIn(value, [&out](std::string_view name, json::Value &field) {
        if (name == "platform")
            setText(field, out.platform);
        else if (name == "manufacturer")
            setText(field, out.manufacturer);
        else if (name == "model")
            setText(field, out.model);
        else if (isNamed(name, "system_version"))
            setText(field, out.systemVersion);
        else if (isNamed(name, "recording_profile"))
            return forEachFieldIn(field, [&out](std::string_view inner, json::Value &text) {
                if (inner == "name")
                    setText(text, out.profile);
                return true;
            });
        return true;
    });
}

bool readLabels(json::Value &value, QStringList &out)
{
    return forEachObject(value, [&out](json::Object label) {
        return json::forEachField(label, [&out](std::string_view name, json::Value &field) {
            QString text;
            if (name == "name")
                setText(field, text);
            if (!text.isEmpty())
                out << text;
            return true;
        });
    });
}

bool readSession(json::Object object, Session &out)
{
    QString olderJourney;
    const bool whole = json::forEachField(object, [&](std::string_view name, json::Value &value) {
        if (isNamed(name, "session_id"))
            setText(value, out.id);
        else if (isNamed(name, "region_id"))
            setText(value, out.region);
        else if (isNamed(name, "journey_id"))
            setText(value, out.journey);
        else if (isNamed(name, "client_session_group_id"))
            setText(value, olderJourney);
        else if (isNamed(name, "created_at"))
            setTime(value, out.created);
        else if (isNamed(name, "oldest_event"))
            setTime(value, out.oldest);
        else if (isNamed(name, "newest_event"))
            setTime(value, out.newest);
        else if (name == "metadata")
            return readMetadata(value, out);
        else if (name == "labels")
            return readLabels(value, out.labels);
        return true;
    });
    if (out.journey.isEmpty())
        out.journey = olderJourney;
    return whole;
}

/// In hex or base64: which of them is not documented.
QByteArray digestOf(const QString &text)
{
    constexpr qsizetype digestBytes = 16;
    const QByteArray hex = QByteArray::fromHex(text.toLatin1());
    if (text.size() == 2 * digestBytes && hex.size() == digestBytes)
        return hex;
    const QByteArray base64 = QByteArray::fromBase64(text.toLatin1());
    return base64.size() == digestBytes ? base64 : QByteArray();
}

bool readChunk(json::Object object, Chunk &out)
{
    return json::forEachField(object, [&out](std::string_view name, json::Value &value) {
        QString text;
        if (isNamed(name, "chunk_id"))
            setText(value, out.id);
        else if (name == "md5")
            setText(value, text);
        else if (isNamed(name, "created_at"))
            setTime(value, out.created);
        if (!text.isEmpty())
            out.md5 = digestOf(text);
        return true;
    });
}

bool readRegion(json::Object object, Region &out)
{
    return json::forEachField(object, [&out](std::string_view name, json::Value &value) {
        QString text;
        if (name == "name") {
            setText(value, out.name);
        } else if (name == "url") {
            setText(value, text);
            out.url = QUrl(text, QUrl::StrictMode);
        } else if (isNamed(name, "default_primary")) {
            readFlag(value, out.isPrimary);
        }
        return true;
    });
}

} // namespace

struct RestDecoder::Impl
{
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    PaddedText text;

    bool root(std::string_view body, json::Object &object)
    {
        text.assign(body);
        return parser.iterate(text.view()).get(document) == simdjson::SUCCESS
               && document.get_object().get(object) == simdjson::SUCCESS;
    }

    /// {"<list>":[…],"pagination":{…}}. An omitted list is an empty one, but a body with neither is not ours.
    template <typename Item, typename ReadItem>
    Result<Page<Item>> page(std::string_view body, std::string_view list, ReadItem &&readItem)
    {
        json::Object object;
        Page<Item> page;
        bool isOurs = false;
        const bool whole =
            root(body, object) && json::forEachField(object, [&](std::string_view name, json::Value &value) {
                if (name == list) {
                    isOurs = true;
                    return forEachObject(value, [&](json::Object inner) {
                        Item item;
                        if (!readItem(inner, item))
                            return false;
                        if (!item.id.isEmpty())
                            page.items.push_back(std::move(item));
                        return true;
                    });
                }
                if (name != "pagination")
                    return true;
                isOurs = true;
                return readPagination(value, page.pagination);
            });
        if (!whole || !isOurs)
            return unexpected();
        return page;
    }
};

RestDecoder::RestDecoder()
    : m_impl(std::make_unique<Impl>())
{}
RestDecoder::~RestDecoder() = default;

Result<std::vector<Region>> RestDecoder::regions(std::string_view body)
{
    json::Object object;
    std::vector<Region> regions;
    bool isOurs = false;
    const bool whole =
        m_impl->root(body, object) && json::forEachField(object, [&](std::string_view name, json::Value &value) {
            if (name != "regions")
                return true;
            isOurs = true;
            return forEachObject(value, [&regions](json::Object inner) {
                Region region;
                if (!readRegion(inner, region))
                    return false;
                if (!region.name.isEmpty())
                    regions.push_back(std::move(region));
                return true;
            });
        });
    if (!whole || !isOurs)
        return unexpected();
    return regions;
}

Result<TokenFacts> RestDecoder::tokenSelf(std::string_view body)
{
    json::Object object;
    TokenFacts facts;
    const bool whole =
        m_impl->root(body, object) && json::forEachField(object, [&facts](std::string_view name, json::Value &value) {
            if (isNamed(name, "app_id"))
                setText(value, facts.app);
            else if (isNamed(name, "project_id"))
                setText(value, facts.project);
            else if (name == "scopes")
                setText(value, facts.scopes);
            return true;
        });
    if (!whole)
        return unexpected();
    return facts;
}

Result<Page<Session>> RestDecoder::sessions(std::string_view body)
{
    return m_impl->page<Session>(body, "sessions", readSession);
}

Result<Session> RestDecoder::session(std::string_view body)
{
    json::Object object;
    Session session;
    if (!m_impl->root(body, object) || !readSession(object, session) || session.id.isEmpty())
        return unexpected();
    return session;
}

Result<Page<Chunk>> RestDecoder::chunks(std::string_view body)
{
    return m_impl->page<Chunk>(body, "chunks", readChunk);
}

QString errorDetail(std::string_view body)
{
    const QByteArray bytes(body.data(), static_cast<qsizetype>(std::min<std::size_t>(body.size(), 64 * 1024)));
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    QString text = object.value(QLatin1String("message")).toString();
    if (text.isEmpty())
        text = object.value(QLatin1String("type")).toString();
    const QString parameter = object.value(QLatin1String("param")).toString();
    if (!text.isEmpty() && !parameter.isEmpty())
        text += QStringLiteral(" (%1)").arg(parameter);
    if (text.isEmpty())
        text = QString::fromUtf8(bytes.left(longestDetail)).simplified();
    return text.left(longestDetail);
}

} // namespace watchglass::protocol::moonsense
