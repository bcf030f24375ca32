-- Reading an order, and each of its steps, marks what a person was told about it. All that they have not read was looked
-- through for that: 31 ms of 39 for somebody with 9,600 unread notifications, 0.1 with the order in the index.
drop index notification_unread;
create index notification_unread on notification (recipient, order_number) where read_at is null;
