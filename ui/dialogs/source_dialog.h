#pragma once

#include "ui/dialogs/source_directory.h"
#include "ui/dialogs/source_test.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace watchglass::ui {

class ConnectionFields;
class CredentialFields;

/// Adds a source or changes one: service, address, credentials, and the way there. Says while one types what is wrong,
/// tries the source on request, and saves into the directory. Secrets that are kept are never shown.
/// Requires: directory and clock outlive it.
class SourceDialog : public QDialog
{
    Q_OBJECT

public:
    SourceDialog(SourceDirectory &directory, Clock &clock, QWidget *parent = nullptr,
                 SourceTest::ClientMaker makeClient = protocol::makeClient);
    ~SourceDialog() override;

    /// Shows the source and changes it instead of adding one.
    void edit(const QString &id);
    /// Adds one that is like it, credentials included.
    void duplicate(const QString &id);

    /// What stands in the fields; an error says what is to be mended.
    Result<SourceDraft> draft() const;

protected:
    void done(int result) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void fit();
    QWidget *buttonRow();
    void chooseService();
    void addressTyped();
    void takeSecretFromAddress();
    void fill(const settings::SourceSettings &source);
    void changed();
    void validate();
    void test();
    void startTest(const SourceDraft &draft, const settings::SourceSecrets &kept);
    void save();
    protocol::Service service() const;
    Result<QString> nameProblem() const;

    SourceDirectory &m_directory;
    QString m_edited; ///< Empty: a new one.
    QString m_keptOf; ///< Whose kept secrets are used where none are typed; empty for none.
    settings::SourceSettings m_initial;
    QComboBox *m_service;
    QLineEdit *m_name;
    QLineEdit *m_address;
    QLabel *m_addressHelp;
    CredentialFields *m_credentials;
    QLabel *m_keeping;
    QToolButton *m_more;
    ConnectionFields *m_connection;
    SourceTest *m_test;
    QLabel *m_note;
    QPushButton *m_save;
};

} // namespace watchglass::ui
