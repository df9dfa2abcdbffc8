#include "app/cli/saved_sources.h"
#include "tests/settings/fake_keychain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;

class TestSavedSources : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    test::FakeKeychain m_keychain;

    cli::SavedSources read(const QStringList &names)
    {
        cli::SavedSources found = Error{ErrorCode::Missing, QStringLiteral("no answer")};
        const settings::SourceListFile file(cli::savedSourcesFile(m_dir.path()));
        cli::readSavedSources(names, file, m_keychain, [&found](const cli::SavedSources &read) { found = read; });
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        settings::SourceSettings ward;
        ward.id = QStringLiteral("ward");
        ward.service = QStringLiteral("terra");
        ward.url = QStringLiteral("wss://h/connect");
        ward.secretKey = QStringLiteral("key");
        ward.hasSecret = true;
        settings::SourceSettings open = ward;
        open.id = QStringLiteral("open");
        open.name = QStringLiteral("Open house");
        open.secretKey = QStringLiteral("other");
        open.hasSecret = false;
        QVERIFY(settings::SourceListFile(cli::savedSourcesFile(m_dir.path())).save({ward, open}).ok());
    }
    void init()
    {
        m_keychain.isAbsent = false;
        m_keychain.secrets = {{QStringLiteral("key"), QStringLiteral("dev:geheim")}};
    }

    void namesBecomeAddressesWithTheirSecrets()
    {
        const auto found = read({QStringLiteral("open"), QStringLiteral("ward")});
        QVERIFY(found.ok());
        QCOMPARE(found.value().size(), 2u);
        QVERIFY(found.value()[0].token.isEmpty());
        QCOMPARE(found.value()[1].token, QStringLiteral("dev:geheim"));
    }

    void aRenamedSourceIsFoundByEitherName()
    {
        QVERIFY(read({QStringLiteral("Open house")}).ok());
        QVERIFY(read({QStringLiteral("open")}).ok());
    }

    void whatIsMissingIsNamed()
    {
        QVERIFY(read({QStringLiteral("nobody")}).error().text.contains(QStringLiteral("there are: ward, Open house")));
        m_keychain.secrets.clear();
        QVERIFY(read({QStringLiteral("ward")}).error().text.contains(QStringLiteral("no credentials of \"ward\"")));
        m_keychain.isAbsent = true;
        QCOMPARE(read({QStringLiteral("ward")}).error().text, QStringLiteral("There is no keychain here."));
        QVERIFY(read({QStringLiteral("open")}).ok());
    }
};

QTEST_GUILESS_MAIN(TestSavedSources)
#include "tst_saved_sources.moc"
