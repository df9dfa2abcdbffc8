#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/link/transport_options.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslError>
#include <QSslSocket>
#include <QUrl>

#include <functional>
#include <memory>

namespace watchglass::link {

/// The certificate that a server shows, for somebody to look at.
struct ShownCertificate
{
    QSslCertificate certificate;
    QList<QSslError> errors; ///< Why it is not trusted by itself; empty when it is.
};

/// Asks a server for its certificate: goes through the TLS handshake and closes, so that nothing is told to a server
/// that is not trusted. Thread: one with an event loop. Requires: the clock outlives it. `done` is called once, and may
/// destroy the probe.
class CertificateProbe
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::link::CertificateProbe)

public:
    using Done = std::function<void(const Result<ShownCertificate> &)>;
    static constexpr Duration patience = std::chrono::seconds(15);

    CertificateProbe(Clock &clock, const QUrl &url, const TransportOptions &options, Done done);
    CertificateProbe(const CertificateProbe &) = delete;
    CertificateProbe &operator=(const CertificateProbe &) = delete;

private:
    void answer(const Result<ShownCertificate> &result);

    Done m_done;
    QList<QSslError> m_errors;
    QSslSocket m_socket;
    std::unique_ptr<Timer> m_timer;
};

/// Several lines: whose it is, who issued it, when it is valid, its SHA-256 fingerprint.
QString certificateText(const QSslCertificate &certificate);

} // namespace watchglass::link
