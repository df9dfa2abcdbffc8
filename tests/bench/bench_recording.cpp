#include "tests/bench/bench.h"

#include "core/recording/session_book.h"
#include "core/recording/session_file.h"
#include "core/recording/session_writer.h"
#include "core/recording/source_recorder.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QThread>
#include <QVariant>

#include <array>
#include <chrono>
#include <random>
#include <thread>

namespace watchglass::bench {

namespace {

using namespace recording;

constexpr int turns = 3;
constexpr int messages = 1'000'000;
constexpr int messagesOfTransaction = 200'000; // of the baseline: what comes in a second
constexpr std::int64_t startNs = 1'767'225'600'000'000'000;
const TimeRange always{Timestamp::min(), Timestamp::max()};

/// Sensors that wander, told in messages as a service tells them.
class Fleet
{
public:
    static constexpr std::size_t devices = 100;
    static constexpr std::array metrics{"temperature", "humidity", "pressure", "vibration"};

    struct Message
    {
        std::size_t series = 0;
        Sample sample;
        QByteArray text;
    };

    Message next()
    {
        Message message;
        message.series = m_next++ % m_hundredths.size();
        std::int64_t &value = m_hundredths[message.series];
        value += static_cast<std::int64_t>(m_random() % 21) - 10;
        m_ms += m_next % 200 == 0 ? 1 : 0;
        message.sample = {Timestamp::fromNs(startNs + m_ms * 1'000'000), static_cast<double>(value) / 100};
        message.text = QByteArray(R"({"type":"reading","device":"sensor-)")
                       + QByteArray::number(static_cast<qulonglong>(message.series / metrics.size()))
                       + R"(","metric":")" + metrics[message.series % metrics.size()] + R"(","value":)"
                       + QByteArray::number(message.sample.value, 'f', 2) + R"(,"unit":"C","seq":)"
                       + QByteArray::number(static_cast<qulonglong>(m_next)) + R"(,"timestamp":)"
                       + QByteArray::number(startNs / 1'000'000 + m_ms) + "}";
        return message;
    }

private:
    std::mt19937_64 m_random{1};
    std::vector<std::int64_t> m_hundredths = std::vector<std::int64_t>(devices * metrics.size(), 2'000);
    std::size_t m_next = 0;
    std::int64_t m_ms = 0;
};

/// Made beforehand, so that only recording is measured.
const std::vector<Fleet::Message> &flood()
{
    static const std::vector<Fleet::Message> all = [] {
        Fleet fleet;
        std::vector<Fleet::Message> made;
        made.reserve(messages);
        for (int i = 0; i < messages; ++i)
            made.push_back(fleet.next());
        return made;
    }();
    return all;
}

struct Outcome
{
    double seconds = 0.0;       ///< Until the file was closed.
    double sourceSeconds = 0.0; ///< Of it, those of the source's thread in calls of the recorder; 0 when not measured.
    RecordingState state;
};

/// Records the flood as one source's thread tells it. With a rate, at that; without, as fast as the file takes it.
Outcome record(Context &context, const QString &name, double perSecond)
{
    SystemClock clock;
    SessionWriter writer(clock);
    auto address = protocol::parseSourceAddress(QStringLiteral("valtronics:ws://127.0.0.1/ws")).value();
    address.token = QStringLiteral("0123456789abcdef0123456789abcdef");
    const auto source = writer.addSource(QStringLiteral("bench"), address);
    for (std::size_t i = 0; i < Fleet::devices * Fleet::metrics.size(); ++i) {
        const SeriesKey key{QStringLiteral("bench"),
                            QString::number(i / Fleet::metrics.size()),
                            QLatin1String(Fleet::metrics[i % Fleet::metrics.size()]),
                            {}};
        source->note(HeardSeries{static_cast<protocol::SeriesHandle>(i + 1), {key, {}, {}, {}}});
    }
    RecordingOptions options;
    options.fileName = name;
    if (const auto begun = writer.begin(options); !begun)
        context.fail(begun.error().text.toStdString());
    Outcome outcome;
    outcome.seconds = secondsOf([&] {
        const auto start = std::chrono::steady_clock::now();
        const auto &all = flood();
        constexpr std::size_t burst = 2'000;
        for (std::size_t at = 0; at < all.size(); at += burst) {
            outcome.sourceSeconds += secondsOf([&] {
                for (std::size_t i = at; i < at + burst; ++i) {
                    source->take({1, link::FrameKind::TextReceived, {}, all[i].text});
                    source->sample(static_cast<protocol::SeriesHandle>(all[i].series + 1), all[i].sample);
                }
            });
            if (perSecond > 0)
                std::this_thread::sleep_until(start + std::chrono::duration<double>(double(at + burst) / perSecond));
            while (perSecond <= 0 && writer.state().waiting > SessionWriter::queueBytes / 4)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        writer.end();
    });
    outcome.state = writer.state();
    return outcome;
}

/// The same messages as rows, one each, in a transaction a second.
double plainInserts(Context &context, const QString &name)
{
    double seconds = 0.0;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(name);
        QSqlQuery query(database);
        const bool isOpen = database.open();
        query = QSqlQuery(database);
        if (!isOpen || !query.exec(QStringLiteral("PRAGMA journal_mode = WAL"))
            || !query.exec(
                QStringLiteral("CREATE TABLE messages (id INTEGER PRIMARY KEY, arrival INTEGER, source INTEGER,"
                               " text TEXT)")))
            context.fail("recording: the baseline's database cannot be made");
        query.prepare(QStringLiteral("INSERT INTO messages (arrival, source, text) VALUES (?, ?, ?)"));
        seconds = secondsOf([&] {
            database.transaction();
            int count = 0;
            for (const Fleet::Message &message : flood()) {
                query.bindValue(0, qint64(startNs + count));
                query.bindValue(1, 1);
                query.bindValue(2, message.text);
                query.exec();
                if (++count % messagesOfTransaction == 0) {
                    database.commit();
                    database.transaction();
                }
            }
            database.commit();
        });
        query.clear();
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
    return messages / seconds;
}

void benchRate(Context &context, const QTemporaryDir &folder)
{
    int files = 0;
    std::uint64_t lost = 0;
    std::vector<double> sizes;
    std::vector<double> plainSizes;
    std::vector<double> sourceNs;
    const Pair pair = interleaved(
        turns,
        [&] {
            const QString name = folder.filePath(QStringLiteral("rate%1.wgrec").arg(++files));
            const Outcome outcome = record(context, name, 0);
            lost += outcome.state.lost;
            sizes.push_back(static_cast<double>(QFileInfo(name).size()) / messages);
            sourceNs.push_back(outcome.sourceSeconds / messages * 1e9);
            if (outcome.state.samples != messages || outcome.state.frames != messages)
                context.fail("recording: not every message was recorded: " + outcome.state.problem.toStdString());
            QFile::remove(name);
            return messages / outcome.seconds;
        },
        [&] {
            const QString name = folder.filePath(QStringLiteral("plain%1.sqlite").arg(++files));
            const double rate = plainInserts(context, name);
            plainSizes.push_back(static_cast<double>(QFileInfo(name).size()) / messages);
            QFile::remove(name);
            return rate;
        });
    context.result("recording.messages_per_s", pair.first, "messages/s");
    context.result("recording.plain_sqlite.messages_per_s", pair.second, "messages/s");
    context.result("recording.ratio_to_plain_sqlite", pair.ratio, "ratio");
    context.result("recording.lost", static_cast<double>(lost), "messages");
    context.result("recording.bytes_per_message", median(sizes), "bytes");
    context.result("recording.plain_sqlite.bytes_per_message", median(plainSizes), "bytes");
    context.result("recording.source_thread", median(sourceNs), "ns/message");

    const QString name = folder.filePath(QStringLiteral("paced.wgrec"));
    const Outcome paced = record(context, name, 200'000);
    context.result("recording.at_200000.messages_per_s", messages / paced.seconds, "messages/s");
    context.result("recording.at_200000.lost", static_cast<double>(paced.state.lost), "messages");
    QFile::remove(name);
}

/// A session of `millions` of million samples, opened, and one of its hundred series drawn from chunks alone.
void benchOpening(Context &context, const QTemporaryDir &folder, int millions)
{
    constexpr int series = 100;
    const QString name = folder.filePath(QStringLiteral("large.wgrec"));
    {
        auto book = SessionBook::create(name, {});
        if (!book) {
            context.fail(book.error().text.toStdString());
            return;
        }
        const SourceId source = book.value()->addSource({});
        for (int s = 0; s < series; ++s)
            book.value()->addSeries(source,
                                    {{QStringLiteral("b"), QString::number(s), QStringLiteral("v"), {}}, {}, {}, {}});
        std::mt19937_64 random(2);
        std::array<std::int64_t, series> values{};
        const int samples = millions * 1'000'000 / series;
        for (int i = 0; i < samples; ++i) {
            for (std::size_t s = 0; s < series; ++s) {
                values[s] += static_cast<std::int64_t>(random() % 21) - 10;
                book.value()->addSample(
                    static_cast<SeriesId>(s + 1),
                    {Timestamp::fromNs(startNs + i * std::int64_t(4'000'000)), static_cast<double>(values[s]) / 100});
            }
            if (i % 10'000 == 0 && !book.value()->commit())
                context.fail("recording: the large session cannot be written");
        }
        if (!book.value()->close(Timestamp::fromNs(startNs)))
            context.fail("recording: the large session cannot be closed");
    }
    const std::string size = std::to_string(millions) + "m";
    std::uint64_t count = 0;
    const auto open = [&](bool draws) {
        return medianOf(5, [&] {
            return 1e3 * secondsOf([&] {
                       const auto file = SessionFile::open(name);
                       if (!file)
                           return;
                       count = 0;
                       for (const SessionSeries &one : file.value()->series())
                           count += one.count;
                       if (!draws)
                           return;
                       const auto chunks = file.value()->chunks(1, always);
                       keep(chunks);
                       const auto newest = file.value()->series().front().last;
                       const auto samples =
                           file.value()->samples(1, {newest - std::chrono::seconds(10), Timestamp::max()});
                       keep(samples);
                   });
        });
    };
    context.result("recording.open_" + size + "_ms", open(false), "ms");
    context.result("recording.open_and_draw_" + size + "_ms", open(true), "ms");
    context.result("recording.bytes_per_sample", static_cast<double>(QFileInfo(name).size()) / (millions * 1e6),
                   "bytes");
    if (count != static_cast<std::uint64_t>(millions) * 1'000'000)
        context.fail("recording: the large session does not hold every sample");
    QFile::remove(name);
}

void run(Context &context)
{
    QCoreApplication application(context.argc, context.argv);
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        context.fail("recording: no folder for files");
        return;
    }
    benchRate(context, folder);
    benchOpening(context, folder, 10);
    if (context.large)
        benchOpening(context, folder, 100);
}

const Registration registration("recording",
                                "messages into a session file, against plain SQLite rows; its size; opening it", run);

} // namespace

} // namespace watchglass::bench
