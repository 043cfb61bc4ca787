package org.helpline.app;

import org.helpline.acd.Acd;
import org.helpline.config.Settings;
import org.helpline.desk.DeskServer;
import org.helpline.interaction.Hallway;
import org.helpline.media.TickedEngine;
import org.helpline.sip.SipEndpoint;

/** The running house: what those who show it or stop it need of it. */
record Server(
        Settings settings,
        Tools tools,
        SipEndpoint edge,
        TickedEngine media,
        Acd acd,
        Hallway hallway,
        DeskServer desk,
        Notices notices,
        ServerFacts own,
        Drain drain) {}
