#pragma once

#include "core/ingest/source_check.h"
#include "core/link/certificate_probe.h"

#include <QWidget>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace watchglass::ui {

/// Tries a source before it is saved, and says in words what answered or what failed and what to do. Where the server's
/// certificate is what failed, shows it and lets the operator trust it. Can be cancelled at any moment.
/// Requires: the clock outlives it.
class SourceTest : public QWidget
{
    Q_OBJECT

public:
    enum class Outcome { None, Running, Answered, Failed };
    using ClientMaker = ingest::SourceRunner::ClientMaker;

    explicit SourceTest(Clock &clock, ClientMaker makeClient = protocol::makeClient, QWidget *parent = nullptr);
    ~SourceTest() override;

    void start(const protocol::SourceAddress &address);
    /// It could not even be tried.
    void fail(const QString &text);
    /// What was found holds no more: something was changed.
    void reset();
    void setReady(bool isReady);
    Outcome outcome() const { return m_outcome; }
    QString text() const;

Q_SIGNALS:
    void startRequested();
    void outcomeChanged();
    void certificateShown();
    void trustRequested(const QString &fingerprint);

private:
    void press();
    void finished(const ingest::CheckReport &report);
    void lookAtCertificate();
    void showCertificate(const link::ShownCertificate &shown);
    void enter(Outcome outcome, const QString &text);

    Clock &m_clock;
    const ClientMaker m_makeClient;
    QPushButton *m_button;
    QProgressBar *m_progress;
    QLabel *m_result;
    QLabel *m_certificate;
    QPushButton *m_trust;
    protocol::SourceAddress m_address;
    std::unique_ptr<ingest::SourceCheck> m_check;
    std::unique_ptr<link::CertificateProbe> m_probe;
    QString m_fingerprint;
    Outcome m_outcome = Outcome::None;
    bool m_isReady = false;
};

} // namespace watchglass::ui
