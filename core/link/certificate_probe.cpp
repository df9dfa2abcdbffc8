#include "core/link/certificate_probe.h"

#include "core/link/transport.h"

#include <QCryptographicHash>

#include <utility>

namespace watchglass::link {

namespace {

constexpr quint16 httpsPort = 443;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::link::CertificateText)
};

QString nameOf(const QStringList &parts)
{
    return parts.isEmpty() ? Texts::tr("no name") : parts.join(QLatin1Char(','));
}

} // namespace

CertificateProbe::CertificateProbe(Clock &clock, const QUrl &url, const TransportOptions &options, Done done)
    : m_done(std::move(done))
    , m_timer(clock.makeTimer([this, url] {
        answer(Error{ErrorCode::Unreachable, tr("%1 showed no certificate within %2 s.")
                                                 .arg(endpointText(url))
                                                 .arg(patience / std::chrono::seconds(1))});
    }))
{
    QNetworkProxy proxy = proxyFor(options, url);
    m_socket.setProxy(proxy);
    m_socket.setSslConfiguration(options.tls);
    QObject::connect(&m_socket, &QSslSocket::sslErrors, &m_socket, [this](const QList<QSslError> &errors) {
        m_errors = errors;
        m_socket.ignoreSslErrors();
    });
    const auto tell = [this] { answer(ShownCertificate{m_socket.peerCertificate(), m_errors}); };
    QObject::connect(&m_socket, &QSslSocket::encrypted, &m_socket, tell, Qt::QueuedConnection);
    QObject::connect(
        &m_socket, &QAbstractSocket::errorOccurred, &m_socket,
        [this, url, proxy](QAbstractSocket::SocketError error) {
            answer(Error{ErrorCode::Unreachable, socketErrorText(error, m_socket.errorString(), url, proxy)});
        },
        Qt::QueuedConnection);
    m_timer->start(patience);
    m_socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port(httpsPort)));
}

void CertificateProbe::answer(const Result<ShownCertificate> &result)
{
    m_timer->stop();
    if (const Done done = std::exchange(m_done, nullptr))
        done(result);
}

QString certificateText(const QSslCertificate &certificate)
{
    const auto day = [](const QDateTime &time) { return time.toUTC().date().toString(Qt::ISODate); };
    QStringList lines;
    lines << Texts::tr("Issued to: %1").arg(nameOf(certificate.subjectInfo(QSslCertificate::CommonName)));
    lines << Texts::tr("Issued by: %1").arg(nameOf(certificate.issuerInfo(QSslCertificate::CommonName)));
    lines << Texts::tr("Valid: %1 to %2").arg(day(certificate.effectiveDate()), day(certificate.expiryDate()));
    lines << Texts::tr("SHA-256: %1").arg(formatFingerprint(certificate.digest(QCryptographicHash::Sha256)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace watchglass::link
