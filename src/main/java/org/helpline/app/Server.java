package org.helpline.app;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.helpline.acd.Acd;
import org.helpline.config.Settings;
import org.helpline.core.ThreadLoop;
import org.helpline.customer.Customers;
import org.helpline.desk.DeskServer;
import org.helpline.interaction.Hallway;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Journal;
import org.helpline.media.TickedEngine;
import org.helpline.sip.SipEndpoint;
import org.helpline.store.Store;

/**
 * The running house: every room that was started, for those who show it or stop it.
 *
 * @param draining set once no new calls are taken
 * @param inOrder what has to be closed, the last opened first
 */
record Server(
        Settings settings,
        SipEndpoint edge,
        TickedEngine media,
        Acd acd,
        ThreadLoop acdLoop,
        Hallway hallway,
        DeskServer desk,
        Store store,
        Journal journal,
        CallRecords records,
        Customers customers,
        Notices notices,
        FactFan facts,
        ExecutorService blocking,
        AtomicBoolean draining,
        List<AutoCloseable> inOrder) {}
