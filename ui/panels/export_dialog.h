#pragma once

#include "core/base/result.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSaveFile;
class QSpinBox;

namespace watchglass::ui {

class PlotCsv;
class PlotPanel;

/// Writes what a plot shows to a file: a picture (PNG, SVG, PDF) or its values (CSV). What takes long shows how far it
/// is and can be given up; a file is only there when it is whole.
/// Thread: GUI. Requires: the panel outlives it.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Kind { Png, Svg, Pdf, Csv };

    ExportDialog(PlotPanel &panel, QWidget *parent = nullptr);
    ~ExportDialog() override;

    void setKind(Kind kind);
    void setPath(const QString &path);
    QString path() const;

public Q_SLOTS:
    /// Writes the file; closes the dialog when it is there.
    void start();
    void reject() override;

private:
    Kind kind() const;
    QFormLayout *makeForm();
    void addChoices();
    void followKind();
    void browse();
    void startCsv();
    void writeMore();
    void finish(const Result<void> &result);
    void setBusy(bool isBusy);

    PlotPanel &m_panel;
    QComboBox *m_kind;
    QSpinBox *m_scale;
    QComboBox *m_rows;
    QDoubleSpinBox *m_step; ///< Seconds.
    QComboBox *m_style;
    QLineEdit *m_path;
    QPushButton *m_browse;
    QProgressBar *m_progress;
    QLabel *m_problem;
    QPushButton *m_start;
    QTimer m_more; ///< Runs while a table is being written.
    std::unique_ptr<QSaveFile> m_file;
    std::unique_ptr<PlotCsv> m_csv;
};

} // namespace watchglass::ui
