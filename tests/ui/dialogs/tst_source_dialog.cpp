#include "tests/link/test_certificates.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/dialogs/fake_directory.h"
#include "tests/ui/no_warnings.h"
#include "ui/dialogs/credential_fields.h"
#include "ui/dialogs/source_dialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QWebSocketServer>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

/// Says at once what it is told to say, and which token it was made with.
class FakeClient final : public protocol::SourceClient
{
public:
    FakeClient(protocol::SourceSink &sink, SourceState state)
        : m_sink(sink)
        , m_state(std::move(state))
    {}
    void start() override { m_sink.state(m_state); }
    void stop() override {}
    void acknowledgeAlarm(const QString &) override {}
    void resolveAlarm(const QString &, const QString &) override {}

private:
    protocol::SourceSink &m_sink;
    const SourceState m_state;
};

struct Fixture
{
    SystemClock clock;
    test::FakeDirectory directory;
    SourceState answer;
    QString tokenUsed;
    SourceDialog dialog{directory, clock, nullptr,
                        [this](const protocol::SourceAddress &address, protocol::SourceSink &sink, Clock &) {
                            tokenUsed = address.token;
                            return std::make_unique<FakeClient>(sink, answer);
                        }};

    QLineEdit *line(const QString &name)
    {
        for (QLineEdit *edit : dialog.findChildren<QLineEdit *>()) {
            if (edit->accessibleName() == name || edit->placeholderText().startsWith(name))
                return edit;
        }
        return nullptr;
    }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
            if (button->text().startsWith(text))
                return button;
        }
        return nullptr;
    }
    QLineEdit *address() { return line(QStringLiteral("ws://127.0.0.1:8000/ws")); }
    bool says(const QString &text)
    {
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            if (!label->isHidden() && label->text().contains(text))
                return true;
        }
        return false;
    }
    void type(QLineEdit *edit, const QString &text) { edit->setText(text); }
};

} // namespace

class TestSourceDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { watchglass::test::failOnAnyWarning(); }

    void everyFieldHasANameForThoseWhoDoNotSee()
    {
        Fixture f;
        f.dialog.show();
        for (QWidget *field : f.dialog.findChildren<QWidget *>()) {
            const bool isField = qobject_cast<QLineEdit *>(field) || qobject_cast<QComboBox *>(field);
            if (!isField || field->objectName().startsWith(QLatin1String("qt_")))
                continue;
            bool hasLabel = !field->accessibleName().isEmpty();
            for (const QLabel *label : f.dialog.findChildren<QLabel *>())
                hasLabel = hasLabel || (label->buddy() == field && !label->text().isEmpty());
            QVERIFY2(hasLabel, qPrintable(qobject_cast<QLineEdit *>(field)
                                              ? qobject_cast<QLineEdit *>(field)->placeholderText()
                                              : QString::fromLatin1(field->metaObject()->className())));
        }
    }

    void saysWhatIsWrongWhileOneTypes()
    {
        Fixture f;
        f.dialog.show();
        QVERIFY(!f.button(QStringLiteral("Save"))->isEnabled());
        QVERIFY(f.says(QStringLiteral("An address is missing")));
        f.type(f.address(), QStringLiteral("http://host/"));
        QVERIFY(f.says(QStringLiteral("is no address of valtronics")));
        f.type(f.address(), QStringLiteral("ws://host/ws"));
        QVERIFY(f.says(QStringLiteral("Token is missing.")));
        f.type(f.line(QStringLiteral("Token")), QStringLiteral("t"));
        QVERIFY(f.says(QStringLiteral("Not tested")));
        QVERIFY(f.button(QStringLiteral("Save untested"))->isEnabled());
    }

    void nameThatIsTakenIsSaid()
    {
        Fixture f;
        f.directory.addSource(QStringLiteral("a"), QStringLiteral("terra"), QStringLiteral("wss://h/"));
        f.type(f.address(), QStringLiteral("ws://host/ws"));
        f.type(f.line(QStringLiteral("By its host")), QStringLiteral("a"));
        QVERIFY(!f.dialog.draft().ok());
        QCOMPARE(f.dialog.draft().error().text, QStringLiteral("There is a source named a already."));
    }

    void anotherNameLeavesTheIdAndTheSecrets()
    {
        Fixture f;
        f.directory.addSource(QStringLiteral("a"), QStringLiteral("valtronics"), QStringLiteral("ws://h/ws"), true);
        f.directory.addSource(QStringLiteral("b"), QStringLiteral("terra"), QStringLiteral("wss://h/"));
        f.directory.list[0].name = QStringLiteral("Ward 7");
        f.dialog.edit(QStringLiteral("a"));
        QLineEdit *name = f.line(QStringLiteral("By its host"));
        QCOMPARE(name->text(), QStringLiteral("Ward 7"));
        QVERIFY(!name->isReadOnly());
        f.type(name, QStringLiteral("Ward 8"));
        const SourceDraft draft = f.dialog.draft().value();
        QCOMPARE(draft.settings.id, QStringLiteral("a"));
        QCOMPARE(draft.settings.name, QStringLiteral("Ward 8"));
        QVERIFY(!draft.token);
        f.type(name, QStringLiteral("b"));
        QVERIFY(!f.dialog.draft().ok());
        f.type(name, QStringLiteral("a"));
        QVERIFY(f.dialog.draft().value().settings.name.isEmpty());
    }

    void pastedAddressChoosesTheServiceAndHidesItsSecret()
    {
        Fixture f;
        f.type(f.address(), QStringLiteral("sensocto:wss://host?viewer=geheim"));
        const auto draft = f.dialog.draft();
        QVERIFY(draft.ok());
        QCOMPARE(draft.value().settings.service, QStringLiteral("sensocto"));
        QCOMPARE(draft.value().settings.url, QStringLiteral("wss://host?viewer"));
        QCOMPARE(draft.value().token, QStringLiteral("geheim"));
    }

    void testSaysWhatAnswersAndThenSaves()
    {
        Fixture f;
        f.answer.phase = SourcePhase::Live;
        f.answer.text = QStringLiteral("Live");
        f.answer.dialect = QStringLiteral("documented");
        f.answer.capabilities.rate = true;
        f.dialog.show();
        f.type(f.address(), QStringLiteral("ws://host/ws"));
        f.type(f.line(QStringLiteral("Token")), QStringLiteral("geheim"));
        f.button(QStringLiteral("Test"))->click();
        QVERIFY(f.button(QStringLiteral("Cancel the test")));
        QTRY_VERIFY_WITH_TIMEOUT(f.says(QStringLiteral("It answers. Live")), 20'000);
        QVERIFY(f.says(QStringLiteral("dialect: documented")));
        QVERIFY(f.says(QStringLiteral("it can be asked for: a lower rate")));
        QCOMPARE(f.tokenUsed, QStringLiteral("geheim"));
        QVERIFY(f.directory.orders.isEmpty());
        QCOMPARE(f.button(QStringLiteral("Save"))->text(), QStringLiteral("Save"));
        f.button(QStringLiteral("Save"))->click();
        QCOMPARE(f.directory.orders, QStringList{QStringLiteral("add ")});
        QCOMPARE(f.directory.drafts[0].token, QStringLiteral("geheim"));
        QVERIFY(f.dialog.isHidden());
    }

    void failedTestSaysWhyAndAChangeMakesItStale()
    {
        Fixture f;
        f.answer.phase = SourcePhase::Waiting;
        f.answer.text = QStringLiteral("Connection refused at host:80: is the server running?");
        f.dialog.show();
        f.type(f.address(), QStringLiteral("ws://host/ws"));
        f.type(f.line(QStringLiteral("Token")), QStringLiteral("t"));
        f.button(QStringLiteral("Test"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(f.says(QStringLiteral("Connection refused at host:80")), 20'000);
        f.type(f.address(), QStringLiteral("ws://host/other"));
        QVERIFY(!f.says(QStringLiteral("Connection refused")));
    }

    void testCanBeCancelled()
    {
        Fixture f;
        f.answer.phase = SourcePhase::Connecting;
        f.dialog.show();
        f.type(f.address(), QStringLiteral("ws://host/ws"));
        f.type(f.line(QStringLiteral("Token")), QStringLiteral("t"));
        f.button(QStringLiteral("Test"))->click();
        f.button(QStringLiteral("Cancel the test"))->click();
        QVERIFY(f.says(QStringLiteral("Cancelled.")));
        QVERIFY(f.button(QStringLiteral("Test"))->isEnabled());
    }

    void keptSecretIsNotShownAndStays()
    {
        Fixture f;
        f.directory.addSource(QStringLiteral("a"), QStringLiteral("terra"), QStringLiteral("wss://h/connect"), true);
        f.directory.secrets.token = QStringLiteral("dev:geheim");
        f.answer.phase = SourcePhase::Live;
        f.dialog.edit(QStringLiteral("a"));
        f.dialog.show();
        for (const QLineEdit *edit : f.dialog.findChildren<QLineEdit *>())
            QVERIFY(!edit->text().contains(QStringLiteral("geheim")));
        f.button(QStringLiteral("Test"))->click();
        QTRY_COMPARE(f.tokenUsed, QStringLiteral("dev:geheim")); // of the keychain
        f.button(QStringLiteral("Save"))->click();
        QCOMPARE(f.directory.orders, QStringList{QStringLiteral("change a")});
        QVERIFY(!f.directory.drafts[0].token);
    }

    void otherCredentialsReplaceTheKeptOnes()
    {
        Fixture f;
        f.directory.addSource(QStringLiteral("a"), QStringLiteral("terra"), QStringLiteral("wss://h/connect"), true);
        f.dialog.edit(QStringLiteral("a"));
        f.type(f.line(QStringLiteral("API key")), QStringLiteral("k"));
        QVERIFY(!f.dialog.draft().ok()); // both words or none
        f.type(f.line(QStringLiteral("Developer ID")), QStringLiteral("d"));
        QCOMPARE(f.dialog.draft().value().token, QStringLiteral("d:k"));
    }

    void duplicateTakesTheSecretsAlong()
    {
        Fixture f;
        f.directory.addSource(QStringLiteral("a"), QStringLiteral("terra"), QStringLiteral("wss://h/connect"), true);
        f.directory.secrets.token = QStringLiteral("dev:key");
        f.dialog.duplicate(QStringLiteral("a"));
        f.button(QStringLiteral("Save"))->click();
        QCOMPARE(f.directory.orders, QStringList{QStringLiteral("add a copy")});
        QCOMPARE(f.directory.drafts[0].token, QStringLiteral("dev:key"));
    }

    void unknownCertificateIsShownAndCanBeTrusted()
    {
        QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::SecureMode);
        const test::TestCertificate certificate = test::selfSignedCertificate();
        server.setSslConfiguration(certificate.serverSide());
        QVERIFY(server.listen(QHostAddress::LocalHost));
        SystemClock clock;
        test::FakeDirectory directory;
        SourceDialog dialog(directory, clock); // with the real client
        dialog.show();
        for (QLineEdit *edit : dialog.findChildren<QLineEdit *>()) {
            if (edit->placeholderText() == QLatin1String("ws://127.0.0.1:8000/ws"))
                edit->setText(QStringLiteral("wss://127.0.0.1:%1/ws").arg(server.serverPort()));
            if (edit->accessibleName() == QLatin1String("Token"))
                edit->setText(QStringLiteral("t"));
        }
        const auto visible = [&dialog](const QString &text) {
            QPushButton *found = nullptr;
            for (QPushButton *button : dialog.findChildren<QPushButton *>())
                found = button->isVisible() && button->text().startsWith(text) ? button : found;
            return found;
        };
        visible(QStringLiteral("Test"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(visible(QStringLiteral("Trust")), 30'000);
        visible(QStringLiteral("Trust"))->click();
        const auto draft = dialog.draft();
        QVERIFY(draft.ok());
        QVERIFY(draft.value().settings.transport.trustedCertificate.startsWith(
            QString::fromLatin1(certificate.certificate().digest(QCryptographicHash::Sha256).toHex(':').toUpper())));
        QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), 30'000); // now it is let in
    }
};

QTEST_MAIN(TestSourceDialog)
#include "tst_source_dialog.moc"
