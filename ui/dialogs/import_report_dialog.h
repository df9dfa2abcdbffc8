#pragma once

#include <QDialog>

namespace watchglass::ui {

/// What came of an import, to be read and copied: what was taken, what was left out, and where.
/// Thread: GUI.
class ImportReportDialog : public QDialog
{
    Q_OBJECT

public:
    ImportReportDialog(const QString &fileName, const QStringList &lines, QWidget *parent = nullptr);
};

} // namespace watchglass::ui
