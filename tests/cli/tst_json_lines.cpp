#include "app/cli/json_lines.h"

#include "app/cli/event_json.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <QThread>

#include <cmath>
#include <limits>
#include <memory>
#include <vector>

using namespace watchglass;
using namespace watchglass::cli;

namespace {

/// A stream in memory.
class Capture
{
public:
    Capture()
        : m_stream(open_memstream(&m_data, &m_size))
    {}
    ~Capture()
    {
        std::fclose(m_stream);
        std::free(m_data);
    }
    std::FILE *stream() { return m_stream; }
    QList<QJsonObject> lines()
    {
        std::fflush(m_stream);
        QList<QJsonObject> out;
        for (const QByteArray &line : QByteArray(m_data, static_cast<qsizetype>(m_size)).split('\n')) {
            if (!line.isEmpty())
                out.append(QJsonDocument::fromJson(line).object());
        }
        return out;
    }

private:
    char *m_data = nullptr;
    std::size_t m_size = 0;
    std::FILE *m_stream;
};

SeriesInfo info()
{
    return {{QStringLiteral("s"), QStringLiteral("a \"b\"\\"), QStringLiteral("imu"), QStringLiteral("x")},
            QStringLiteral("°C"),
            Interpolation::Linear};
}

} // namespace

class TestJsonLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void aSourceIsNamedWithoutItsSecrets()
    {
        const protocol::SourceAddress address{protocol::Service::Sensocto,
                                              QUrl(QStringLiteral("wss://me:word@host/a?viewer=feed-token")),
                                              QStringLiteral("other")};
        const QJsonObject json = sourceJson(QStringLiteral("source1"), address);
        QCOMPARE(json.value(QLatin1String("url")).toString(), QStringLiteral("wss://host/a"));
    }

    void samplesSurviveExactly_data()
    {
        QTest::addColumn<double>("value");
        QTest::newRow("short") << -0.145;
        QTest::newRow("long") << 74.93588199999998;
        QTest::newRow("third") << 1.0 / 3.0;
        QTest::newRow("tiny") << std::numeric_limits<double>::denorm_min();
        QTest::newRow("huge") << std::numeric_limits<double>::max();
        QTest::newRow("zero") << 0.0;
    }

    void samplesSurviveExactly()
    {
        QFETCH(double, value);
        Capture capture;
        JsonLines out(capture.stream());
        out.writeSample(info(), {Timestamp::fromNs(1'700'000'000'123'456'789), value});
        out.flush();
        const QJsonObject line = capture.lines().value(0);
        QCOMPARE(line.value(QLatin1String("value")).toDouble(), value);
        QCOMPARE(line.value(QLatin1String("time")).toString(), QStringLiteral("2023-11-14T22:13:20.123456789Z"));
        QCOMPARE(line.value(QLatin1String("device")).toString(), QStringLiteral("a \"b\"\\"));
        QCOMPARE(line.value(QLatin1String("attribute")).toString(), QStringLiteral("imu.x"));
        QCOMPARE(line.value(QLatin1String("unit")).toString(), QStringLiteral("°C"));
    }

    void whatIsNoNumberIsStillJson()
    {
        QCOMPARE(jsonNumber(std::nan("")), std::string("null"));
        QCOMPARE(jsonNumber(std::numeric_limits<double>::infinity()), std::string("\"Infinity\""));
        QCOMPARE(jsonNumber(-std::numeric_limits<double>::infinity()), std::string("\"-Infinity\""));
    }

    void linesOfManyThreadsStayWhole()
    {
        constexpr int perThread = 2'000;
        Capture capture;
        JsonLines out(capture.stream());
        std::vector<std::unique_ptr<QThread>> writers;
        for (int i = 0; i < 4; ++i) {
            writers.emplace_back(QThread::create([&out] {
                for (int k = 0; k < perThread; ++k)
                    out.writeSample(info(), {Timestamp::fromNs(k), double(k)});
            }));
            writers.back()->start();
        }
        for (const auto &writer : writers)
            writer->wait();
        out.flush();
        const auto lines = capture.lines();
        QCOMPARE(lines.size(), 4 * perThread);
        for (const QJsonObject &line : lines)
            QCOMPARE(line.value(QLatin1String("event")).toString(), QStringLiteral("sample"));
    }

    void leavesOutWhatWasNotSaid()
    {
        DeviceUpdate device;
        device.id = QStringLiteral("7");
        device.status = QStringLiteral("maintenance");
        const QJsonObject json = eventJson(QStringLiteral("s"), device, Timestamp::fromNs(0));
        QCOMPARE(json.value(QLatin1String("device")).toString(), QStringLiteral("7"));
        QCOMPARE(json.value(QLatin1String("status")).toString(), QStringLiteral("maintenance"));
        QVERIFY(!json.contains(QLatin1String("name")));
        QVERIFY(!json.contains(QLatin1String("lastSeen")));
        QCOMPARE(json.value(QLatin1String("received")).toString(), QStringLiteral("1970-01-01T00:00:00.000000000Z"));
    }

    void addressesLoseTheirPassword()
    {
        protocol::SourceAddress address;
        address.url = QUrl(QStringLiteral("ws://user:secret@host/ws"));
        address.token = QStringLiteral("secret");
        const QByteArray text = QJsonDocument(sourceJson(QStringLiteral("s"), address)).toJson();
        QVERIFY(text.contains("host"));
        QVERIFY(!text.contains("secret"));
    }
};

QTEST_GUILESS_MAIN(TestJsonLines)
#include "tst_json_lines.moc"
