#include "core/replay/golden.h"

#include "core/recording/session_book.h"

#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;

namespace {

const Timestamp since = Timestamp::fromMs(1'767'225'600'000);
const SeriesKey key{QStringLiteral("s"), QStringLiteral("1"), QStringLiteral("temperature"), {}};
const QByteArray reading(R"({"type":"telemetry_update","channel":"telemetry","device_id":1,"telemetry":{"temperature":)"
                         R"({"value":21.5,"unit":"C","timestamp":"2026-01-01T00:00:01.000Z"}}})");
const QByteArray alert(R"({"type":"alert","alert_id":5,"device_id":1,"severity":"critical","title":"Hot",)"
                       R"("message":"Too hot","timestamp":"2026-01-01T00:00:02.000Z"})");

AlarmEvent alarmOf(const char *id, const char *title)
{
    AlarmEvent alarm;
    alarm.id = QString::fromLatin1(id);
    alarm.device = key.device;
    alarm.title = QString::fromLatin1(title);
    return alarm;
}

Timestamp later(int seconds)
{
    return since + std::chrono::seconds(seconds);
}

} // namespace

class TestGolden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void anAlarmThatWasKnownBeforeIsNoReport()
    {
        const auto report = replay::compareWithDecoders(*session([](recording::SessionBook &, recording::SourceId) {}));
        QVERIFY(report.ok());
        QVERIFY2(report.value().isSame(), qPrintable(report.value().differences.join(QLatin1Char('\n'))));
        QCOMPARE(report.value().samples, std::uint64_t(1));
        QCOMPARE(report.value().alarms, std::uint64_t(1));
    }

    void anAlarmThatNoFrameTellsIsADifference()
    {
        const auto report = replay::compareWithDecoders(*session(
            [](recording::SessionBook &book, recording::SourceId id) { book.add(id, later(3), alarmOf("6", "Wet")); }));
        QVERIFY(report.ok());
        QCOMPARE(report.value().differences.size(), 1);
        QVERIFY2(report.value().differences.front().contains(QStringLiteral("alarm report 2 was 6 \"Wet\"")),
                 qPrintable(report.value().differences.front()));
    }

    void aSampleThatNoFrameTellsIsADifference()
    {
        const auto report = replay::compareWithDecoders(*session([](recording::SessionBook &book, recording::SourceId) {
            book.addSample(1, {later(4), 22.0});
        }));
        QVERIFY(report.ok());
        QCOMPARE(report.value().differences, QStringList{QStringLiteral("s/1/temperature: 2 samples were recorded, "
                                                                        "1 are decoded.")});
    }

private:
    /// An alarm that was there when the recording began, then a reading and another alarm as frames, and what else
    /// `add` says.
    std::unique_ptr<recording::SessionFile>
    session(const std::function<void(recording::SessionBook &, recording::SourceId)> &add)
    {
        const QString name = m_folder.filePath(QStringLiteral("golden%1.wgrec").arg(++m_files));
        auto book = recording::SessionBook::create(name, {QStringLiteral("test"), since, {}, 1, {}, {}});
        if (!book)
            qFatal("%s", qPrintable(book.error().text));
        recording::SessionSource source;
        source.name = key.source;
        source.service = QStringLiteral("valtronics");
        source.address = QStringLiteral("valtronics:ws://127.0.0.1:1/ws");
        source.since = since;
        const recording::SourceId id = book.value()->addSource(source);
        SeriesInfo info;
        info.key = key;
        info.unit = QStringLiteral("C");
        book.value()->addSeries(id, info);
        book.value()->add(id, since, alarmOf("4", "Known before"));
        constexpr std::uint32_t socket = 2; // the client makes its REST link first
        using link::FrameKind;
        const auto frame = [&](int seconds, std::uint32_t channel, FrameKind kind, const QByteArray &head,
                               const QByteArray &payload) {
            book.value()->addFrame(id, later(seconds), {channel, kind, head, payload});
        };
        frame(1, 0, FrameKind::Ordered, R"({"order":"start"})", {});
        frame(1, socket, FrameKind::Connecting, {}, {});
        frame(1, socket, FrameKind::Opened, {}, {});
        frame(1, socket, FrameKind::TextReceived, {}, R"({"type":"auth_response","success":true})");
        frame(1, socket, FrameKind::TextReceived, {}, reading);
        book.value()->addSample(1, {later(1), 21.5});
        frame(2, socket, FrameKind::TextReceived, {}, alert);
        book.value()->add(id, later(2), alarmOf("5", "Hot"));
        add(*book.value(), id);
        if (!book.value()->close(later(5)))
            qFatal("the session cannot be closed");
        auto file = recording::SessionFile::open(name);
        if (!file)
            qFatal("%s", qPrintable(file.error().text));
        return std::move(file).value();
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestGolden)
#include "tst_golden.moc"
