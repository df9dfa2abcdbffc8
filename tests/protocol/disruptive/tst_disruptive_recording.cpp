#include "tests/protocol/disruptive/recording_handler.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::disruptive;
using Recorder = watchglass::test::DisruptiveRecorder;
using watchglass::test::bytesView;

namespace {

using Counts = QMap<QString, int>;

QByteArray sharedFile(const char *name)
{
    QFile file(QDir(qEnvironmentVariable("WATCHGLASS_SHARED_DATA")).filePath(QStringLiteral("dt-events/"))
               + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QByteArray> linesOf(const char *name)
{
    QList<QByteArray> all;
    for (const QByteArray &line : sharedFile(name).split('\n')) {
        if (!line.trimmed().isEmpty())
            all.append(line);
    }
    return all;
}

void add(Counts &counts, const QJsonObject &event)
{
    ++counts[event.value(QLatin1String("eventType")).toString()];
}

} // namespace

/// Recorded events come in complete: by kind as many as QJsonDocument sees.
class TestDisruptiveRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".?")));
        if (sharedFile("dt_events_each_type.json").isEmpty())
            QSKIP("the recorded events are not here");
    }

    void historyComesInComplete()
    {
        const QByteArray page = sharedFile("dt_events_each_type.json");
        Counts expected;
        const QJsonArray events = QJsonDocument::fromJson(page).object().value(QLatin1String("events")).toArray();
        for (const QJsonValue &event : events)
            add(expected, event.toObject());
        QVERIFY(expected.size() > 10);
        Recorder got;
        QCOMPARE(Decoder().eventPage(bytesView(page), got).value().items, static_cast<std::size_t>(events.size()));
        QCOMPARE(got.types, expected);
        QVERIFY(got.lines.filter(QRegularExpression(QStringLiteral("^bad|unknown"))).isEmpty());
    }

    void streamsComeInComplete_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("stream") << QByteArray("dt_stream_lines.txt");
        QTest::newRow("data connector") << QByteArray("dt_data_connector_push.jsonl");
    }
    void streamsComeInComplete()
    {
        QFETCH(QByteArray, file);
        Counts expected;
        Recorder got;
        Decoder decoder;
        for (const QByteArray &line : linesOf(file.constData())) {
            const QJsonObject message = QJsonDocument::fromJson(line).object();
            const QJsonObject outer = message.value(QLatin1String("result")).toObject(message);
            add(expected, outer.value(QLatin1String("event")).toObject());
            QCOMPARE(decoder.message(bytesView(line), got).value(), MessageKind::Event);
        }
        QVERIFY(!expected.isEmpty());
        QCOMPARE(got.types, expected);
        QVERIFY(got.lines.filter(QStringLiteral("bad")).isEmpty());
    }

    void devicesComeInComplete()
    {
        const QByteArray page = sharedFile("dt_devices.json");
        Counts expected;
        const QJsonArray devices = QJsonDocument::fromJson(page).object().value(QLatin1String("devices")).toArray();
        for (const QJsonValue &device : devices) {
            const QJsonObject reported = device.toObject().value(QLatin1String("reported")).toObject();
            for (auto one = reported.begin(); one != reported.end(); ++one) {
                if (one->isObject())
                    ++expected[one.key()];
            }
        }
        QVERIFY(!expected.isEmpty());
        Recorder got;
        QCOMPARE(Decoder().devicePage(bytesView(page), got).value().items, static_cast<std::size_t>(devices.size()));
        QCOMPARE(got.types, expected);
        QCOMPARE(got.lines.filter(QRegularExpression(QStringLiteral("^device "))).size(), devices.size());
        QVERIFY(got.lines.filter(QRegularExpression(QStringLiteral("^bad"))).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveRecording)
#include "tst_disruptive_recording.moc"
