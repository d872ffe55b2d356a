;;; test.el --- Plays the scene in Emacs, in batch  -*- lexical-binding: t; -*-

;; emacs -q --batch -l test.el; see run.sh for the environment.  -q, not -Q, which hides Debian's packages.

(package-initialize)
(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'json)
(require 'markdown-mode)
(setq eglot-sync-connect 10 eglot-autoshutdown nil make-backup-files nil create-lockfiles nil)
(load (expand-file-name "attest.el" (getenv "ATTEST_PLUGIN")))

(defvar passed 0)

(defun check (condition what)
  (unless condition
    (princ (format "FAIL %s\n%d passed, 1 failed\n" what passed))
    (kill-emacs 1))
  (setq passed (1+ passed))
  (princ (format "ok %d %s\n" passed what)))

(defun await (what condition)
  "Check that CONDITION becomes true."
  (let ((end (+ (float-time) 30)) found)
    (while (and (not (setq found (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.02))
    (check found what)))

(defun value (object &rest keys)
  (dolist (key keys object)
    (setq object (alist-get key object))))

(defun finding (scene)
  "The diagnostic of the SCENE's finding, if it is there."
  (seq-find (lambda (found)
              (equal (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found))
                     (value scene 'finding 'words)))
            (flymake-diagnostics)))

(condition-case problem
    (let* ((scene (json-read-file (getenv "ATTEST_SCENE")))
           (folder (file-name-as-directory (getenv "ATTEST_WORKSPACE")))
           (note (concat folder (value scene 'note)))
           (article (file-name-nondirectory (value scene 'source 'article))))
      (setq attest-command (list (getenv "ATTEST_SERVER") "serve" "--stdio"))
      (find-file note)
      (check (eq major-mode 'markdown-mode) "the note is Markdown")
      (check (equal (file-truename (attest-root default-directory)) (file-truename folder)) "its folder has articles")
      (attest-ensure)
      (apply #'eglot--connect (eglot--guess-contact))
      (check (eglot-current-server) "the server attaches")
      (flymake-start)
      (await "a diagnostic at the words at fault" (lambda () (finding scene)))
      (check (string-match-p (regexp-quote (value scene 'finding 'message)) (flymake-diagnostic-text (finding scene)))
             "it names the source's words")
      (goto-char (flymake-diagnostic-beg (finding scene)))
      (let ((hover (format "%S" (jsonrpc-request (eglot-current-server) :textDocument/hover
                                                 (eglot--TextDocumentPositionParams)))))
        (check (string-match-p "contradicted" hover) "the hover says the verdict"))
      (let* ((actions (eglot-code-actions (point) nil "quickfix"))
             (fix (seq-find (lambda (action) (string-match-p (value scene 'finding 'message) (plist-get action :title)))
                            (append actions nil))))
        (check fix "a fix is offered")
        (eglot--apply-workspace-edit (plist-get fix :edit))
        (check (save-excursion (goto-char (point-min)) (search-forward (value scene 'corrected) nil t))
               "it writes the source's words"))
      (await "and the finding goes" (lambda () (eglot--signal-textDocument/didChange) (not (finding scene))))
      (set-buffer-modified-p nil)
      (goto-char (point-min))
      (search-forward (substring (value scene 'sentence) 0 20))
      (call-interactively #'xref-find-definitions)
      (check (string-suffix-p article (or (buffer-file-name) (format "%S" (window-buffer)))) "definition leads to the article")
      (princ (format "%d passed, 0 failed\n" passed))
      (kill-emacs 0))
  (error (princ (format "FAIL %S\n" problem)) (kill-emacs 1)))
