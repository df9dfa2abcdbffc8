#pragma once

#include "core/settings/source_settings.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace watchglass::ui {

/// Whom to trust at a source, and which way to take there: certificate, authorities, TLS version, proxy.
class ConnectionFields : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionFields(QWidget *parent = nullptr);

    void setTransport(const settings::TransportSettings &transport);
    settings::TransportSettings transport() const;
    /// Nothing when what is kept stays.
    std::optional<QString> proxyPassword() const;
    void setTrustedCertificate(const QString &fingerprint);
    /// What is to be mended; empty for nothing.
    QString problem() const;
    /// In a few words, for when the fields are not in view.
    QString summary() const;

Q_SIGNALS:
    void changed();

private:
    void chooseFile();
    void follow();
    QWidget *fileRow();
    QWidget *endpointRow();

    bool m_hasProxyPassword = false;
    QLineEdit *m_certificate;
    QLineEdit *m_caFile;
    QCheckBox *m_tls13;
    QComboBox *m_proxy;
    QLineEdit *m_host;
    QLineEdit *m_port;
    QLineEdit *m_user;
    QLineEdit *m_password;
};

} // namespace watchglass::ui
