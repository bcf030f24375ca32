-- The engine's tables have indexes for all that one can ask of it. Those here are kept up with each step of an order
-- and answer nothing that this application, its workers, Tasklist or Cockpit ask: there are no tenants and no cases
-- (both are switched off), history is removed by the end of its process instance and not by a time of removal, and
-- statistics over all instances are nobody's page. A process admin who asks such a thing over the engine's REST API
-- waits for a scan.

-- Activities: what is left finds those of a process instance. What is written when one ends is in no index any more,
-- so the row stays where it is, and so do its entries in the indexes.
drop index if exists act_idx_hi_actinst_root_pi;
drop index if exists act_idx_hi_act_inst_start_end;
drop index if exists act_idx_hi_act_inst_end;
drop index if exists act_idx_hi_act_inst_comp;
drop index if exists act_idx_hi_act_inst_stats;
drop index if exists act_idx_hi_act_inst_tenant_id;
drop index if exists act_idx_hi_act_inst_proc_def_key;
drop index if exists act_idx_hi_ai_pdefid_end_time;
drop index if exists act_idx_hi_act_inst_rm_time;
alter table act_hi_actinst set (fillfactor = 80);

-- Tasks, the same.
drop index if exists act_idx_hi_taskinst_root_pi;
drop index if exists act_idx_hi_task_inst_tenant_id;
drop index if exists act_idx_hi_task_inst_proc_def_key;
drop index if exists act_idx_hi_taskinstid_procinst;
drop index if exists act_idx_hi_task_inst_rm_time;
drop index if exists act_idx_hi_task_inst_start;
drop index if exists act_idx_hi_task_inst_end;
alter table act_hi_taskinst set (fillfactor = 80);

drop index if exists act_idx_hi_pro_inst_tenant_id;
drop index if exists act_idx_hi_pro_inst_rm_time;
drop index if exists act_idx_hi_pro_rst_pro_inst_id;

-- Rights to tasks: found by their resource or by whose they are.
drop index if exists act_idx_auth_root_pi;
drop index if exists act_idx_auth_rm_time;

drop index if exists act_idx_task_tenant_id;
drop index if exists act_idx_task_owner;
drop index if exists act_idx_exec_tenant_id;
drop index if exists act_idx_variable_tenant_id;
-- the same as the first column of act_idx_variable_task_name_type
drop index if exists act_idx_variable_task_id;
drop index if exists act_idx_job_tenant_id;
-- the same as the first column of act_idx_job_handler
drop index if exists act_idx_job_handler_type;
drop index if exists act_idx_event_subscr_tenant_id;
drop index if exists act_idx_ext_task_tenant_id;

-- References to cases, of which there are none.
drop index if exists act_idx_task_case_exec;
drop index if exists act_idx_task_case_def_id;
drop index if exists act_idx_var_case_exe;
drop index if exists act_idx_var_case_inst_id;
