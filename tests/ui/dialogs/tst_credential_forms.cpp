#include "tests/ui/no_warnings.h"
#include "ui/dialogs/credential_forms.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using protocol::Service;

Q_DECLARE_METATYPE(watchglass::protocol::Service)

class TestCredentialForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void everyServiceHasWordsAndAGoodExample()
    {
        for (const Service service : protocol::allServices()) {
            const ServiceWords words = serviceWords(service);
            QVERIFY(!words.name.isEmpty() && !words.addressHelp.isEmpty());
            QVERIFY(protocol::parseSourceAddress(protocol::serviceName(service) + QLatin1Char(':') + words.example));
            QVERIFY(!credentialForms(service).empty());
        }
    }

    void wordsBecomeTheTokenThatTheClientWants_data()
    {
        QTest::addColumn<Service>("service");
        QTest::addColumn<QString>("form");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("token");
        QTest::newRow("token") << Service::Valtronics << QStringLiteral("token") << QStringList{QStringLiteral(" a:b ")}
                               << QStringLiteral("a:b");
        QTest::newRow("oauth2") << Service::Disruptive << QStringLiteral("oauth2")
                                << QStringList{QStringLiteral("id"), QStringLiteral("s"), QStringLiteral("a@b")}
                                << QStringLiteral("id:s:a@b");
        QTest::newRow("basic") << Service::Disruptive << QStringLiteral("basic")
                               << QStringList{QStringLiteral("id"), QStringLiteral("s")} << QStringLiteral("id:s");
        QTest::newRow("terra") << Service::Terra << QStringLiteral("developer")
                               << QStringList{QStringLiteral("dev"), QStringLiteral("key")}
                               << QStringLiteral("dev:key");
        QTest::newRow("none") << Service::Terra << QStringLiteral("none") << QStringList() << QString();
    }
    void wordsBecomeTheTokenThatTheClientWants()
    {
        QFETCH(Service, service);
        QFETCH(QString, form);
        QFETCH(QStringList, words);
        QFETCH(QString, token);
        const CredentialForm found = credentialForm(service, form);
        QCOMPARE(found.id, form);
        const auto joined = joinCredential(found, words);
        QVERIFY(joined.ok());
        QCOMPARE(joined.value(), token);
    }

    void missingAndImpossibleWordsAreNamed()
    {
        const CredentialForm terra = credentialForm(Service::Terra, {});
        QCOMPARE(joinCredential(terra, {QStringLiteral("dev")}).error().text, QStringLiteral("API key is missing."));
        QCOMPARE(joinCredential(terra, {QStringLiteral("d:v"), QStringLiteral("k")}).error().text,
                 QStringLiteral("Developer ID cannot have a colon in it."));
    }

    void aTokenComesApartAgain()
    {
        const CredentialForm oauth2 = credentialForm(Service::Disruptive, QStringLiteral("oauth2"));
        QCOMPARE(splitCredential(oauth2, QStringLiteral("id:s:a@b")),
                 QStringList({QStringLiteral("id"), QStringLiteral("s"), QStringLiteral("a@b")}));
        QCOMPARE(splitCredential(oauth2, QStringLiteral("id")).size(), 3);
    }
};

QTEST_MAIN(TestCredentialForms)
#include "tst_credential_forms.moc"
