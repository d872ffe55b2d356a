;;; attest.el --- Check notes against their articles, with Eglot  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Put this file on your `load-path' and into your init file:
;;
;;     (require 'attest)
;;     (add-hook 'markdown-mode-hook #'attest-ensure)
;;
;; The server starts with the first Markdown file of a folder that has, or whose parents have, an
;; attest.toml or a folder corpus, articles or sources.  For other settings than those of
;; attest.toml:
;;
;;     (setq-default eglot-workspace-configuration '(:attest (:strictness "strict")))

;;; Code:

(require 'eglot)
(require 'project)
(require 'seq)

(defgroup attest nil
  "Check notes against the articles they rest on."
  :group 'tools)

(defcustom attest-command '("attest-ls" "serve" "--stdio")
  "The program that serves Attest, and its arguments."
  :type '(repeat string))

(defun attest-root (directory)
  "The nearest folder from DIRECTORY upwards that has settings or articles, or nil."
  (locate-dominating-file
   directory
   (lambda (folder)
     (or (file-regular-p (expand-file-name "attest.toml" folder))
         (seq-some (lambda (name) (file-directory-p (expand-file-name name folder)))
                   '("corpus" "articles" "sources"))))))

(defun attest--project (directory)
  "For Eglot only: the project of DIRECTORY is the folder with its articles."
  (when (and (bound-and-true-p eglot-lsp-context) (derived-mode-p 'text-mode))
    (let ((root (attest-root directory)))
      (and root (cons 'transient root)))))

;;;###autoload
(defun attest-ensure ()
  "Start Attest for this buffer, or do nothing when there are no articles around."
  (when (and buffer-file-name (attest-root default-directory))
    (add-hook 'project-find-functions #'attest--project -50 t)
    (eglot-ensure)))

(dolist (mode '(markdown-mode gfm-mode markdown-ts-mode))
  (setf (alist-get mode eglot-server-programs)
        (lambda (&rest _) attest-command)))

(provide 'attest)
;;; attest.el ends here
