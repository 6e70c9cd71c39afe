-- Qui les nœuds sont pour la base : un utilisateur qui lit et ajoute (eaf_append), et n'est propriétaire de rien. Peut être rejoué.
-- Le mot de passe vient de make-secrets.sh.
\set password `cat /run/secrets/node_password`
SELECT 'CREATE ROLE eaf_node' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'eaf_node') \gexec
ALTER ROLE eaf_node LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
GRANT eaf_append TO eaf_node;
