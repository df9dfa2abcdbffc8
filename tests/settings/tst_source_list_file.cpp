#include "core/settings/source_list_file.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::settings;

namespace {

SourceSettings full()
{
    SourceSettings source;
    source.id = QStringLiteral("Ward 3 / \"north\"");
    source.service = QStringLiteral("terra");
    source.url = QStringLiteral("wss://host/connect?speed=km/h");
    source.credentialForm = QStringLiteral("developer");
    source.secretKey = newSecretKey();
    source.hasSecret = true;
    source.isEnabled = false;
    source.transport.proxy = TransportSettings::Proxy::Socks5;
    source.transport.proxyHost = QStringLiteral("proxy");
    source.transport.proxyPort = 1080;
    source.transport.proxyUser = QStringLiteral("user");
    source.transport.hasProxyPassword = true;
    source.transport.caFile = QStringLiteral("/etc/ca.pem");
    source.transport.needsTls13 = true;
    source.transport.trustedCertificate = QStringLiteral("AB:CD");
    return source;
}

/// With ' for ".
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

void write(const QString &name, const QByteArray &text)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestSourceListFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString name() const { return m_dir.filePath(QStringLiteral("below/sources.json")); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".?")));
        QDir(m_dir.filePath(QStringLiteral("below"))).removeRecursively();
    }

    void noFileIsNoSources()
    {
        const auto loaded = SourceListFile(name()).load();
        QVERIFY(loaded.ok());
        QVERIFY(loaded.value().empty());
    }

    void everySettingComesBack()
    {
        SourceSettings plain;
        plain.id = QStringLiteral("plain");
        plain.service = QStringLiteral("valtronics");
        plain.url = QStringLiteral("ws://host/ws");
        plain.secretKey = newSecretKey();
        const std::vector<SourceSettings> sources{full(), plain};
        const SourceListFile file(name());
        QVERIFY(file.save(sources).ok());
        const auto loaded = file.load();
        QVERIFY(loaded.ok());
        QVERIFY(loaded.value() == sources);
    }

    void serviceOfAnotherVersionIsKept()
    {
        QDir().mkpath(m_dir.filePath(QStringLiteral("below")));
        write(name(), json("{'version':1,'sources':[{'id':'x','service':'future','url':'f://y'},{'url':'nameless'},"
                           "{'id':'x','service':'twice'}, 7]}"));
        const auto loaded = SourceListFile(name()).load();
        QVERIFY(loaded.ok());
        QCOMPARE(loaded.value().size(), 1u);
        QCOMPARE(loaded.value()[0].service, QStringLiteral("future"));
        QVERIFY(!loaded.value()[0].secretKey.isEmpty());
    }

    void brokenFileIsPutAside_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("cut") << json("{'version':1,'sources':[{'id'");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("newer") << json("{'version':2,'sources':[]}");
    }
    void brokenFileIsPutAside()
    {
        QFETCH(QByteArray, text);
        QDir().mkpath(m_dir.filePath(QStringLiteral("below")));
        write(name(), text);
        const SourceListFile file(name());
        const auto loaded = file.load();
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.error().text.contains(QStringLiteral("sources.json.broken")));
        QVERIFY(file.save({full()}).ok());
        QFile aside(name() + QStringLiteral(".broken"));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), text);
    }

    void unwritablePlaceIsSaid()
    {
        const SourceListFile file(QStringLiteral("/proc/nowhere/sources.json"));
        const auto saved = file.save({full()});
        QVERIFY(!saved.ok());
        QVERIFY(saved.error().text.contains(QStringLiteral("/proc/nowhere/sources.json")));
    }
};

QTEST_GUILESS_MAIN(TestSourceListFile)
#include "tst_source_list_file.moc"
