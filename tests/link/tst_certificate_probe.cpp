#include "core/link/certificate_probe.h"
#include "core/link/transport.h"
#include "tests/link/test_certificates.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>
#include <QWebSocketServer>

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;

namespace {

std::optional<Result<ShownCertificate>> shownAt(const QUrl &url, const TransportOptions &options)
{
    SystemClock clock;
    std::optional<Result<ShownCertificate>> shown;
    const CertificateProbe probe(clock, url, options, [&](const Result<ShownCertificate> &answer) { shown = answer; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(shown.has_value(), 20'000); }();
    return shown;
}

struct SecureServer
{
    explicit SecureServer(const TestCertificate &certificate)
        : server(QStringLiteral("test"), QWebSocketServer::SecureMode)
    {
        server.setSslConfiguration(certificate.serverSide());
        server.listen(QHostAddress::LocalHost);
    }
    QUrl url() const { return QUrl(QStringLiteral("wss://127.0.0.1:%1/ws").arg(server.serverPort())); }

    QWebSocketServer server;
};

} // namespace

class TestCertificateProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void untrustedCertificateIsShownWithWhatIsWrong()
    {
        const TestCertificate certificate = selfSignedCertificate();
        const SecureServer server(certificate);
        const auto shown = shownAt(server.url(), {});
        QVERIFY(shown && shown->ok());
        QCOMPARE(shown->value().certificate, certificate.certificate());
        QVERIFY(!shown->value().errors.isEmpty());
        const QString text = certificateText(shown->value().certificate);
        QVERIFY(text.contains(QStringLiteral("Issued to: localhost")));
        QVERIFY(text.contains(QStringLiteral("Valid: 2000-01-01 to 2199-12-31")));
        QVERIFY(text.contains(formatFingerprint(certificate.certificate().digest(QCryptographicHash::Sha256))));
    }

    void knownAuthorityLeavesNothingWrong()
    {
        const SecureServer server(issuedCertificate());
        TransportOptions options;
        options.tls.addCaCertificate(QSslCertificate(authorityPem(), QSsl::Pem));
        const auto shown = shownAt(server.url(), options);
        QVERIFY(shown && shown->ok());
        QVERIFY(shown->value().errors.isEmpty());
    }

    void deadServerIsSaid()
    {
        const auto shown = shownAt(QUrl(QStringLiteral("wss://127.0.0.1:1/ws")), {});
        QVERIFY(shown && !shown->ok());
        QVERIFY(shown->error().text.contains(QStringLiteral("Connection refused at 127.0.0.1:1")));
    }

    void changedCertificateIsSaidToBeOne()
    {
        TransportOptions options;
        options.trustedCertificateSha256 = QByteArray(32, 'x');
        const QSslCertificate certificate = selfSignedCertificate().certificate();
        const QString text = tlsErrorText({QSslError(QSslError::SelfSignedCertificate, certificate)}, certificate,
                                          QUrl(QStringLiteral("wss://host/")), options);
        QVERIFY2(text.startsWith(QStringLiteral("host:443 shows another certificate than the one that you trust")),
                 qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestCertificateProbe)
#include "tst_certificate_probe.moc"
