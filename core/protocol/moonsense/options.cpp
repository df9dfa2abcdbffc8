#include "core/protocol/moonsense/options.h"

#include "core/base/duration_text.h"
#include "core/format/value_format.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <algorithm>

namespace watchglass::protocol::moonsense {

namespace {

constexpr Duration shortestInterval = std::chrono::milliseconds(500);

struct Reader
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::moonsense::Options)

public:
    bool read(const QString &key, const QString &value)
    {
        if (key == QLatin1String("poll"))
            return readDuration(value, shortestInterval, out.poll);
        if (key == QLatin1String("chunks"))
            return readDuration(value, shortestInterval, out.chunks);
        if (key == QLatin1String("since"))
            return readDuration(value, Duration::zero(), out.since);
        if (key == QLatin1String("from"))
            return readTime(value, out.from);
        if (key == QLatin1String("to"))
            return readTime(value, out.to);
        if (key == QLatin1String("data")) {
            out.data = QUrl(value, QUrl::StrictMode);
            return out.data->isValid() && !out.data->host().isEmpty()
                   && out.data->scheme().startsWith(QLatin1String("http"));
        }
        if (key == QLatin1String("acceleration")) {
            out.accelerationUnit = format::canonicalUnit(value);
            return value == QLatin1String("g") || value == QLatin1String("m/s2");
        }
        if (key == QLatin1String("session"))
            out.sessions << value;
        else if (key == QLatin1String("label"))
            out.labels << value;
        else if (key == QLatin1String("platform"))
            out.platforms << value;
        else if (key == QLatin1String("journey"))
            out.journey = value;
        else
            return false;
        return !value.isEmpty();
    }

    static Error refused(const QString &key, const QString &value)
    {
        return {ErrorCode::Malformed,
                tr("\"%1=%2\" in the address means nothing here. Known are poll, chunks and since (such as 10s), "
                   "from and to (such as 2026-01-02T03:04:05Z), session, label, platform, journey, data "
                   "(http://host:port) and acceleration (g or m/s2).")
                    .arg(key, value)};
    }

    Options out;

private:
    static bool readTime(const QString &value, std::optional<Timestamp> &out)
    {
        out = parseIsoTimestamp(value.toStdString());
        return out.has_value();
    }

    static bool readDuration(const QString &value, Duration shortest, Duration &out)
    {
        const auto duration = parseDuration(value);
        if (duration)
            out = std::max(*duration, shortest);
        return duration.has_value();
    }
};

} // namespace

Result<Options> parseOptions(const QUrl &address)
{
    Reader reader;
    const auto items = QUrlQuery(address).queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items) {
        if (!reader.read(key, value))
            return Reader::refused(key, value);
    }
    reader.out.control = address.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    return reader.out;
}

} // namespace watchglass::protocol::moonsense
