#include "app/cli/replay.h"

#include "core/protocol/source_setup.h"
#include "core/recording/session_book.h"
#include "tests/replay/lived_session.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

/// A rule over the series of the first sample that is printed, which every number of it breaks.
QByteArray rulesOver(const QByteArray &printed)
{
    for (const QByteArray &line : printed.split('\n')) {
        const QJsonObject sample = QJsonDocument::fromJson(line).object();
        if (sample[QLatin1String("event")] != QStringLiteral("sample"))
            continue;
        QJsonObject series{{QStringLiteral("source"), sample[QLatin1String("source")]},
                           {QStringLiteral("device"), sample[QLatin1String("device")]},
                           {QStringLiteral("attribute"), sample[QLatin1String("attribute")]}};
        if (sample.contains(QLatin1String("component")))
            series.insert(QStringLiteral("component"), sample[QLatin1String("component")]);
        const QJsonObject rule{{QStringLiteral("id"), QStringLiteral("too-high")},
                               {QStringLiteral("series"), series},
                               {QStringLiteral("kind"), QStringLiteral("high")},
                               {QStringLiteral("limit"), -1e6},
                               {QStringLiteral("priority"), QStringLiteral("warning")}};
        return QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {QStringLiteral("rules"), QJsonArray{rule}}})
            .toJson();
    }
    return {};
}

QString writeSession(const QString &folder)
{
    const QString name = folder + QStringLiteral("/one.wgrec");
    test::LivedSession lived(protocol::Service::Valtronics, sim::Dialect::Documented);
    lived.client->start();
    lived.pass(12s);
    auto book = recording::SessionBook::create(name, {QStringLiteral("test"), lived.start, {}, 1, {}, {}});
    if (!book)
        qFatal("%s", qPrintable(book.error().text));
    recording::SessionSource source;
    source.name = QStringLiteral("valtronics");
    source.service = source.name;
    source.address = protocol::addressText(lived.address);
    source.tokenShape = test::hiddenToken;
    const recording::SourceId id = book.value()->addSource(source);
    for (const auto &[at, frame] : test::withoutSecrets(lived.frames->heard))
        book.value()->addFrame(id, at, frame);
    if (!book.value()->close(lived.clock.now()))
        qFatal("the session cannot be closed");
    return name;
}

struct Printed
{
    cli::ExitCode code = cli::ExitCode::Done;
    QByteArray text;
    QString problem;
};

Printed replayed(const cli::ReplayOptions &options)
{
    Printed printed;
    QTemporaryDir folder;
    const QByteArray name = folder.filePath(QStringLiteral("out")).toLocal8Bit();
    std::FILE *file = std::fopen(name.constData(), "wb");
    {
        cli::JsonLines out(file);
        cli::Replay replay(options, out);
        printed.code = replay.run([] { return true; });
        printed.problem = replay.problem();
    }
    std::fclose(file);
    QFile read(QString::fromLocal8Bit(name));
    if (read.open(QIODevice::ReadOnly))
        printed.text = read.readAll();
    return printed;
}

QByteArray digest(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

} // namespace

class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_session = writeSession(m_folder.path());
        m_rules = m_folder.filePath(QStringLiteral("rules.json"));
        QFile file(m_rules);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(rulesOver(replayed({m_session, {}, {}, {}}).text));
    }

    void printsTheSameAtAnySpeed()
    {
        const Printed fastest = replayed({m_session, {}, {}, m_rules});
        QCOMPARE(fastest.code, cli::ExitCode::Done);
        QVERIFY(fastest.text.count("\"event\":\"sample\"") > 1'000);
        for (const double speed : {100.0, 17.0}) {
            const Printed paced = replayed({m_session, {}, speed, m_rules});
            QCOMPARE(digest(paced.text), digest(fastest.text));
        }
        QCOMPARE(digest(replayed({m_session, {}, {}, m_rules}).text), digest(fastest.text));
    }

    void judgesRulesByRecordedTime()
    {
        const Printed with = replayed({m_session, {}, {}, m_rules});
        QVERIFY2(with.text.contains("\"event\":\"rule\""), "no rule was judged");
        QVERIFY(with.text.contains("\"raised\":true"));
        const Printed without = replayed({m_session, {}, {}, {}});
        QVERIFY(!without.text.contains("\"event\":\"rule\""));
    }

    void leavesSamplesOutOnDemand()
    {
        const Printed printed = replayed({m_session, {}, {}, {}, false});
        QVERIFY(!printed.text.contains("\"event\":\"sample\""));
        QVERIFY(printed.text.contains("\"event\":\"device\""));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("rules");
        QTest::addRow("no file") << QStringLiteral("gone.wgrec") << QString() << QString();
        QTest::addRow("no source") << QString() << QStringLiteral("nobody") << QString();
        QTest::addRow("no rules") << QString() << QString() << QStringLiteral("gone.json");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QString, file);
        QFETCH(QString, source);
        QFETCH(QString, rules);
        cli::ReplayOptions options;
        options.file = file.isEmpty() ? m_session : m_folder.filePath(file);
        options.rules = rules;
        if (!source.isEmpty())
            options.sources << source;
        const Printed printed = replayed(options);
        QCOMPARE(printed.code, cli::ExitCode::BadInput);
        QVERIFY(!printed.problem.isEmpty());
    }

private:
    QTemporaryDir m_folder;
    QString m_session;
    QString m_rules;
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
