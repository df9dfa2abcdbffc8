#pragma once

#include "ui/dialogs/credential_forms.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace watchglass::ui {

/// The fields of a service's credentials. What is kept already is never shown; leaving all fields empty keeps it.
class CredentialFields : public QWidget
{
    Q_OBJECT

public:
    explicit CredentialFields(QWidget *parent = nullptr);

    /// Empties the fields.
    void setService(protocol::Service service, const QString &formId = {});
    /// There is a secret for the present form, which need not be typed again.
    void setHasKept(bool hasKept);
    /// Fills the first secret field, e.g. from a pasted address.
    void setSecret(const QString &secret);

    QString formId() const { return m_form.id; }
    bool needsSecret() const { return !m_form.fields.empty(); }
    /// The token that was typed; nothing when what is kept stays; empty for a form without fields.
    Result<std::optional<QString>> token() const;

Q_SIGNALS:
    void changed();
    /// Other fields are wanted.
    void formChanged();

private:
    void choose(int row);
    void build();
    bool isUntouched() const;

    protocol::Service m_service = protocol::Service::Valtronics;
    CredentialForm m_form;
    QString m_keptForm; ///< The form whose secret is kept; empty for none.
    QComboBox *m_forms;
    QFormLayout *m_layout;
    QLabel *m_help;
    QList<QLineEdit *> m_lines;
};

} // namespace watchglass::ui
