#include "core/settings/credentials.h"
#include "core/settings/keychain_credentials.h"
#include "tests/settings/fake_keychain.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace watchglass;
using namespace watchglass::settings;

namespace {

const QString secret = QStringLiteral("s3cret:with:colons äöü");

struct Fixture
{
    test::FakeKeychain *keychain = new test::FakeKeychain;
    Credentials credentials{std::unique_ptr<CredentialStore>(keychain)};

    std::optional<Keeping> write(const QString &key, const QString &text)
    {
        std::optional<Keeping> keeping;
        credentials.write(key, text, [&](const Result<Keeping> &kept) {
            if (kept)
                keeping = kept.value();
        });
        return keeping;
    }
    QString read(const QString &key)
    {
        QString found = QStringLiteral("no answer");
        credentials.read(key, [&](const Result<QString> &read) { found = read ? read.value() : read.error().text; });
        return found;
    }
};

/// What the real keychain does with one secret, as lines. Runs in a session of its own.
int useRealKeychain()
{
    SystemClock clock;
    KeychainCredentials keychain(clock);
    QStringList lines;
    const QString key = QStringLiteral("test-") + QString::number(QCoreApplication::applicationPid());
    const auto read = [&](auto then) {
        keychain.read(key, [&, then](const Result<QString> &found) {
            lines << (found ? found.value() == secret ? QStringLiteral("same") : QString::number(found.value().size())
                            : found.error().text);
            then();
        });
    };
    const auto end = [&] { QCoreApplication::exit(0); };
    keychain.write(key, secret, [&](const Result<Keeping> &kept) {
        lines << (kept ? QStringLiteral("written") : kept.error().text);
        read([&] {
            keychain.remove(key, [&](const Result<void> &removed) {
                lines << (removed ? QStringLiteral("removed") : removed.error().text);
                read(end);
            });
        });
    });
    QCoreApplication::exec();
    std::fputs(qPrintable(lines.join(QLatin1Char('|'))), stdout);
    return 0;
}

} // namespace

class TestCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void keychainKeepsWhatItTakes()
    {
        Fixture f;
        QCOMPARE(f.write(QStringLiteral("a"), secret), Keeping::Keychain);
        QVERIFY(!f.credentials.isForSession(QStringLiteral("a")));
        QCOMPARE(f.keychain->secrets.value(QStringLiteral("a")), secret);
        QCOMPARE(f.read(QStringLiteral("a")), secret);
        f.credentials.remove(QStringLiteral("a"), [](const Result<void> &removed) { QVERIFY(removed.ok()); });
        QCOMPARE(f.read(QStringLiteral("a")), QString());
    }

    void withoutKeychainASecretLastsForTheSession()
    {
        Fixture f;
        f.keychain->isAbsent = true;
        QCOMPARE(f.write(QStringLiteral("a"), secret), Keeping::Session);
        QVERIFY(f.credentials.isForSession(QStringLiteral("a")));
        QCOMPARE(f.read(QStringLiteral("a")), secret);
        QCOMPARE(f.read(QStringLiteral("b")), QStringLiteral("There is no keychain here."));
        f.credentials.remove(QStringLiteral("a"), [](const Result<void> &removed) { QVERIFY(removed.ok()); });
        QVERIFY(!f.credentials.isForSession(QStringLiteral("a")));
    }

    void keychainThatCameBackTakesTheNextSecret()
    {
        Fixture f;
        f.keychain->isAbsent = true;
        QVERIFY(f.write(QStringLiteral("a"), QStringLiteral("old")));
        f.keychain->isAbsent = false;
        QCOMPARE(f.write(QStringLiteral("a"), secret), Keeping::Keychain);
        QVERIFY(!f.credentials.isForSession(QStringLiteral("a")));
        QCOMPARE(f.read(QStringLiteral("a")), secret);
    }

    void realSecretServiceKeepsReadsAndForgets()
    {
        const QString session = QStandardPaths::findExecutable(QStringLiteral("dbus-run-session"));
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon"));
        if (session.isEmpty() || daemon.isEmpty())
            QSKIP("dbus-run-session and gnome-keyring-daemon are not both installed here");
        QTemporaryDir home;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("XDG_DATA_HOME"), home.filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home.path());
        environment.remove(QStringLiteral("KDE_FULL_SESSION"));
        environment.insert(QStringLiteral("WATCHGLASS_TEST_KEYCHAIN"), QStringLiteral("1"));
        const QString script = QStringLiteral("echo -n password | '%1' --unlock --components=secrets >/dev/null 2>&1; "
                                              "exec '%2'")
                                   .arg(daemon, QCoreApplication::applicationFilePath());
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(session, {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"), script});
        QVERIFY(process.waitForFinished(60'000));
        const QString said = QString::fromUtf8(process.readAllStandardOutput());
        QCOMPARE(said, QStringLiteral("written|same|removed|0"));
    }

    void withoutABusTheKeychainSaysThatItDoesNotAnswer()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("DISPLAY"));
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nowhere"));
        environment.insert(QStringLiteral("WATCHGLASS_TEST_KEYCHAIN"), QStringLiteral("1"));
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), QStringList());
        QVERIFY(process.waitForFinished(60'000));
        const QString said = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY2(said.startsWith(QStringLiteral("The system's keychain does not answer: ")), qPrintable(said));
        QVERIFY(!said.contains(QStringLiteral("s3cret")));
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("WATCHGLASS_TEST_KEYCHAIN"))
        return useRealKeychain();
    TestCredentials test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_credentials.moc"
