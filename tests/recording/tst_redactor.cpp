#include "core/recording/redactor.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::recording;

namespace {

Redactor redactorFor(const QString &token, const QString &address = QStringLiteral("terra:wss://host/connect"))
{
    protocol::SourceAddress source = protocol::parseSourceAddress(address).value();
    source.token = token;
    return Redactor(source);
}

QByteArray redacted(const Redactor &redactor, QByteArray bytes)
{
    redactor.redact(bytes);
    return bytes;
}

} // namespace

class TestRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesSecretsOutByTheirNames_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *bytes, const char *expected) {
            QTest::newRow(bytes) << QByteArray(bytes) << QByteArray(expected);
        };
        row(R"({"token":"abc","x":1})", R"({"token":"***","x":1})");
        row(R"({"access_token" : "a\"b"})", R"({"access_token" : "****"})");
        row(R"({"Authorization":"Bearer xyz"})", R"({"Authorization":"**********"})");
        row(R"({"clientSecret":"s","api-key":"k","PASSWORD":"p"})",
            R"({"clientSecret":"*","api-key":"*","PASSWORD":"*"})");
        row(R"({"refresh_token":"ab","id_token":"cd"})", R"({"refresh_token":"**","id_token":"**"})");
        row(R"(["set-cookie","sid=12"])", R"(["set-cookie","******"])");
        row(R"({"url":"https://h/p?token=abc&room=7"})", R"({"url":"https://h/p?token=***&room=7"})");
        row("grant_type=x&assertion=e.y.j&scope=a", "grant_type=x&assertion=*****&scope=a");
        row("https://h/?next=https%3A//g%3Ftoken%3Dabc%26x", "https://h/?next=https%3A//g%3Ftoken%3D***%26x");
        row(R"({"body":"{\"token\":\"abc\",\"v\":1}"})", R"({"body":"{\"token\":\"***\",\"v\":1}"})");
        row("Authorization: Basic abc\r\nHost: h", "Authorization: *********\r\nHost: h");
        row(R"({"token":"unfinished)", R"({"token":"**********)");
    }
    void takesSecretsOutByTheirNames()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        QCOMPARE(redacted(redactorFor({}), bytes), expected);
    }

    void leavesWhatIsNoSecret_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char *bytes :
             {R"({"device":"token-1","value":3})", R"({"nextPageToken":"abc"})", R"({"pageToken":"abc"})",
              R"({"tokens":["a","b"]})", R"({"token":12})", R"({"token":null})", R"(["token","temperature"])",
              R"({"type":"secret","name":"x"})", "/v2/devices?page_token=abc", R"({"event":"keypress","key":"w"})", "",
              "t", "tok", R"("token)", R"(token=)"}) {
            QTest::newRow(bytes) << QByteArray(bytes);
        }
    }
    void leavesWhatIsNoSecret()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray before = bytes;
        QVERIFY(!redactorFor({}).redact(bytes));
        QCOMPARE(bytes, before);
    }

    void takesTheSourcesOwnSecretsOutWhereverTheyStand()
    {
        const Redactor redactor = redactorFor(QStringLiteral("device-77:k/ey+9\"x"));
        const QByteArray basic = QByteArray("device-77:k/ey+9\"x").toBase64();
        for (const QByteArray &bytes :
             {QByteArray("a device-77 b"), QByteArray("k/ey+9\"x"), QByteArray("q=k%2Fey%2B9%22x"),
              QByteArray(R"({"a":"k/ey+9\"x"})"), QByteArray(R"({"a":"k\/ey+9\"x"})"), basic,
              QByteArray("device-77:k/ey+9\"x"), QByteArray("x ") + QByteArray("device-77").toBase64()}) {
            const QByteArray out = redacted(redactor, bytes);
            QCOMPARE(out.size(), bytes.size());
            for (const char *secret : {"device-77", "ey+9", "ey%2B9", "ZGV2aWNlLTc3"})
                QVERIFY2(!out.contains(secret), out.constData());
            QVERIFY(out.contains('*'));
        }
    }

    void takesSecretsOfTheAddressAndTheWayOut()
    {
        protocol::SourceAddress source =
            protocol::parseSourceAddress(QStringLiteral("sensocto:wss://host?viewer=VIEWERTOKEN")).value();
        source.transport.headers = {{"Authorization", "Bearer HEADERTOKEN"}, {"X-Site", "north"}};
        source.transport.proxy.setPassword(QStringLiteral("PROXYWORD"));
        const Redactor redactor(source);
        QCOMPARE(redacted(redactor, "VIEWERTOKEN HEADERTOKEN PROXYWORD north"),
                 "*********** *********** ********* north");
        QCOMPARE(redactor.redacted(QStringLiteral("refused: VIEWERTOKEN")), QStringLiteral("refused: ***********"));
    }

    void leavesShortWordsOfATokenWhereNothingNamesThem()
    {
        const Redactor redactor = redactorFor(QStringLiteral("me:longer-secret"));
        QCOMPARE(redacted(redactor, "me and me:longer-secret, temperature"), "me and **:*************, temperature");
    }

    void takesSecretsOutThatLieAcrossPieces()
    {
        const Redactor redactor = redactorFor(QStringLiteral("0123456789abcdef"));
        const QByteArray whole = "data: 0123456789abcdef, and on\n";
        const QByteArray expected = "data: ****************, and on\n";
        for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
            const qsizetype inside = cut - 6;
            if (inside > 0 && inside < 8)
                continue; // too little of it to tell
            for (qsizetype second = cut; second <= whole.size(); ++second) {
                QByteArray rest;
                QByteArray out;
                for (QByteArray piece : {whole.left(cut), whole.mid(cut, second - cut), whole.mid(second)}) {
                    const qsizetype size = piece.size();
                    redactor.redactPiece(piece, rest);
                    QCOMPARE(piece.size(), size);
                    out += piece;
                }
                if (second - 6 > 0 && second - 6 < 8)
                    continue;
                QCOMPARE(out, expected);
            }
        }
        QByteArray rest;
        QByteArray piece = "ends as it begins: 01234567";
        QVERIFY(redactor.redactPiece(piece, rest));
        QCOMPARE(piece, "ends as it begins: ********");
        piece = "8 is not what follows";
        QVERIFY(redactor.redactPiece(piece, rest) == false);
        QVERIFY(rest.isEmpty());
    }

    void copiesOnlyWhatHoldsSecrets()
    {
        QByteArray clean = R"({"value":1})";
        const QByteArray shared = clean;
        QVERIFY(!redactorFor(QStringLiteral("abcdefgh")).redact(clean));
        QVERIFY(clean.constData() == shared.constData());
        QByteArray dirty = "abcdefgh";
        const QByteArray before = dirty;
        QVERIFY(redactorFor(QStringLiteral("abcdefgh")).redact(dirty));
        QCOMPARE(before, "abcdefgh");
    }
};

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_redactor.moc"
