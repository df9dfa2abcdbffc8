#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace watchglass::protocol::moonsense {

/// A data plane: where the sessions of one region are kept.
struct Region
{
    QString name; ///< "us-central1.gcp"
    QUrl url;
    bool isPrimary = false;
};

/// One recording of one device.
struct Session
{
    QString id;
    QString region;
    QString journey;
    QString platform; ///< "iOS", "ANDROID", "WEB".
    QString manufacturer;
    QString model;
    QString systemVersion;
    QString profile; ///< Of the recording.
    QStringList labels;
    std::optional<Timestamp> created;
    std::optional<Timestamp> oldest;
    std::optional<Timestamp> newest; ///< Of its events; what tells whether it is going on.
};

/// Some bundles of a session, read as one.
struct Chunk
{
    QString id;
    QByteArray md5; ///< 16 bytes; empty when none is given, or none that can be read.
    std::optional<Timestamp> created;
};

/// Where a page stands in its list. Totals are deprecated and not read.
struct Pagination
{
    std::int64_t current = 0; ///< 0: not said.
    std::int64_t next = 0;    ///< 0: none.
};

template <typename Item>
struct Page
{
    std::vector<Item> items;
    Pagination pagination;
};

/// What the service knows of the token.
struct TokenFacts
{
    QString app;
    QString project;
    QString scopes;
};

/// Bodies of the REST API, and metadata.json of downloaded sessions → values. A pure function over bytes, as
/// tolerant of names and types as BundleDecoder. A body that is not what was asked for gives Malformed; items
/// without an id are left out.
/// Thread: one at a time.
class RestDecoder
{
public:
    RestDecoder();
    ~RestDecoder();
    RestDecoder(const RestDecoder &) = delete;
    RestDecoder &operator=(const RestDecoder &) = delete;

    Result<std::vector<Region>> regions(std::string_view body);
    Result<TokenFacts> tokenSelf(std::string_view body);
    Result<Page<Session>> sessions(std::string_view body);
    Result<Session> session(std::string_view body);
    Result<Page<Chunk>> chunks(std::string_view body);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// What a refusing answer says, short enough for a person: the service's {type, param, message}, else the plain text.
QString errorDetail(std::string_view body);

} // namespace watchglass::protocol::moonsense
